/** Scripted examiner lines that started with no synthesis wait, over whole sessions. */
import { runSession } from '../support/session.mjs';

const SESSIONS = 5;

export async function measure() {
  let lines = 0;
  let prepared = 0;
  let first = 0;
  const late = [];
  for (let seed = 1; seed <= SESSIONS; seed++) {
    const started = (await runSession({ seed })).events.filter(({ type }) => type === 'speech.started');
    lines += started.length;
    started.forEach((event, index) => {
      if (event.prepared) prepared += 1;
      else if (index === 0) first += 1;
      else late.push(event.text);
    });
  }
  return {
    measurements: [
      {
        what: 'lines that began with a wait, the first of a session aside',
        target: '0',
        unit: 'lines',
        value: late.length,
        n: lines,
      },
      { what: 'first lines that began with a wait', unit: 'lines', value: first, n: SESSIONS },
      { what: 'lines that were ready', unit: '%', value: Math.round((1000 * prepared) / lines) / 10, n: lines },
    ],
    late,
  };
}
