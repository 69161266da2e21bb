/**
 * Own time of a turn: from the decision that the candidate has finished to the first examiner frame handed to the output.
 * The recogniser answers at once and lines are prepared, so nothing of it is a wait for a provider; endpointing comes
 * before the decision. Media time runs at full speed, what is measured is real time, and once more CPU time.
 */
import { CpuClock, MeasuringClock, measuringScorer, runSession } from '../support/session.mjs';
import { percentiles } from '../support/statistics.mjs';

const TURNS = 200;
const SHARES = [0.5, 0.99];

export async function measure() {
  const real = await turnsOn(() => new MeasuringClock());
  const cpu = await turnsOn(() => new CpuClock());
  const own = ({ transcriptMs, examinerMs, speechMs }) => transcriptMs + examinerMs + speechMs;
  const figure = (what, values) => ({ what, unit: 'ms', ...percentiles(values, SHARES) });
  return {
    measurements: [
      {
        target: 'p50 <= 1, p99 <= 4 ms',
        ...figure('decision to first examiner frame, waits subtracted', real.map(own)),
      },
      figure('the same in CPU time', cpu.map(own)),
      ...['transcriptMs', 'examinerMs', 'speechMs'].map((part) =>
        figure(
          `of it ${part}`,
          real.map((latency) => latency[part]),
        ),
      ),
    ],
  };
}

/** Cold starts are part of it: the first turn of the process is counted. */
async function turnsOn(createClock) {
  const latencies = [];
  for (let seed = 1; latencies.length < TURNS; seed++) {
    const { events } = await runSession({ seed, clock: createClock(), scorer: measuringScorer() });
    latencies.push(...events.flatMap((event) => (event.type === 'turn.responded' ? [event.latency] : [])));
  }
  return latencies;
}
