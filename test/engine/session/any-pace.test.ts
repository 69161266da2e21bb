/** A session gives way where the clock or its input makes it, which its log must not tell. */
import { setImmediate as breathe } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Clock } from '../../../src/engine/ports/clock.js';
import type { TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import { ProviderNotices } from '../../../src/engine/session/log/provider-notices.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { createFileCandidate } from '../../../src/providers/recorded-candidate/file-candidate.js';
import { scriptedLanguageModel } from '../../support/scripted-language-model.js';
import { scriptedSpeechToText } from '../../support/scripted-speech-to-text.js';
import { hesitant, tone } from '../../support/tones.js';
import { runVirtualSession } from '../../support/virtual-session.js';

const answer: CandidateAnswer = { kind: 'audio', samples: tone(3000), delayMs: 500 };
const halting: CandidateAnswer = { kind: 'audio', samples: hesitant(2000, 700, 3000), delayMs: 500 };
const ANSWERS: readonly CandidateAnswer[] = [answer, answer, answer, halting, halting, halting, halting];
const FOLLOW_UP = { name: 'ask_follow_up', arguments: { question: 'Why is that?', level: 'opinion' } };
const words = { text: 'i think people would rather stay at home' };

/** Tells of each line that it was used, once it is whole. */
function meteredVoice(notices: ProviderNotices): TextToSpeech {
  return {
    id: 'metered',
    cacheKey: '',
    async *synthesize({ text }) {
      yield { samples: tone(20 * text.length), sampleRate: 16_000 };
      notices.used({ port: 'textToSpeech', provider: 'metered', firstByteMs: null, costUsd: 0, discarded: false });
    },
    close: async () => {},
  };
}

async function logOf({ paced, late }: { readonly paced: boolean; readonly late: boolean }) {
  const clock = new VirtualClock({ breathe });
  const pacedClock: Clock = {
    nowMs: () => clock.nowMs(),
    wallTime: () => clock.wallTime(),
    setTimer: (delayMs, run) => clock.setTimer(delayMs, run),
    hold: (work) => clock.hold(work),
    settle: () => clock.settle(),
    elapse: async (ms) => {
      await clock.elapse(ms);
      await breathe();
    },
  };
  const used: Clock = paced ? pacedClock : clock;
  const notices = new ProviderNotices();
  const input = createFileCandidate({ answers: ANSWERS, clock: used, pace: 'virtual' });
  const read = input.read.bind(input);
  if (late) {
    let frames = 0;
    input.read = () => (++frames % 7 === 0 ? breathe().then(read) : read());
  }
  const { events } = await runVirtualSession({
    answers: [],
    parts: ['part3'],
    options: {
      clock: used,
      input,
      notices,
      speechToText: scriptedSpeechToText([words, words, words, words, { ...words, failsAfterFrames: 40 }, words]),
      textToSpeech: meteredVoice(notices),
      languageModel: scriptedLanguageModel([{ call: FOLLOW_UP }], { clock: used, monitor: notices }),
    },
  });
  return events;
}

it('what is begun beside a session says what it says in the same frame, whoever waits for what', async () => {
  const events = await logOf({ paced: false, late: false });
  const types = new Set(events.map(({ type }) => type));
  expect([...types]).toEqual(expect.arrayContaining(['provider.used', 'provider.recovered', 'followUp.refused']));
  expect(await logOf({ paced: true, late: false })).toEqual(events);
  expect(await logOf({ paced: false, late: true })).toEqual(events);
});
