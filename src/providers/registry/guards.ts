/** What keeps each port going when a provider of it fails in the middle of a test. Loaded when a network is used. */
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { ProviderNotices } from '../../engine/session/provider-notices.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { Guard } from './choose.js';

export interface Guards {
  readonly speechToText: Guard<SpeechToText>;
  readonly textToSpeech: Guard<TextToSpeech>;
  readonly languageModel: Guard<LanguageModel>;
  readonly pronunciation: Guard<PronunciationAssessor>;
}

export function guards(clock: Clock, notices: ProviderNotices): Guards {
  const shared = once(async () => {
    const { Patience } = await import('../resilience/patience.js');
    const { seededRandom } = await import('../../engine/exam/random.js');
    const { randomInt } = await import('node:crypto');
    // One for all ports: three waits that are bearable alone would not be together.
    const patience = new Patience(clock);
    notices.deadlines.push(patience);
    return { clock, monitor: notices, patience, random: seededRandom(randomInt(2 ** 31)) };
  });
  return {
    speechToText: async (recognisers, lastResort) => {
      const { createResilientRecogniser } = await import('../resilience/recognition/resilient-recogniser.js');
      return createResilientRecogniser({ recognisers, lastResort, ...(await shared()) });
    },
    textToSpeech: async (voices, lastResort) => {
      const { ResilientVoice } = await import('../cloud-speech/resilient-voice.js');
      return new ResilientVoice({ voices, lastResort, ...(await shared()) });
    },
    languageModel: async (models) => {
      const { createResilientModel } = await import('../chat-completions/resilient-model.js');
      return createResilientModel({ models, ...(await shared()) });
    },
    pronunciation: async (assessors) => {
      const { createResilientAssessor } = await import('../resilience/resilient-assessor.js');
      return createResilientAssessor({ assessors, ...(await shared()) });
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
