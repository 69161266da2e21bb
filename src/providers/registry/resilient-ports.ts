/** Joins the providers of a port so that the test goes on when one fails. The code is loaded when a network is used. */
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { ProviderNotices } from '../../engine/session/log/provider-notices.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { JoinProviders } from './choose.js';

export interface ResilientPorts {
  readonly speechToText: JoinProviders<SpeechToText>;
  readonly textToSpeech: JoinProviders<TextToSpeech>;
  readonly languageModel: JoinProviders<LanguageModel>;
  readonly pronunciation: JoinProviders<PronunciationAssessor>;
}

export function resilientPorts(clock: Clock, notices: ProviderNotices): ResilientPorts {
  const shared = once(async () => {
    const { Patience } = await import('../resilience/patience.js');
    const { seededRandom } = await import('../../engine/statistics/seeded-random.js');
    const { randomInt } = await import('node:crypto');
    // Shared by all ports: three waits that are each acceptable would be too long together.
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
      const { ResilientVoice } = await import('../resilience/voice/resilient-voice.js');
      return new ResilientVoice({ voices, lastResort, ...(await shared()) });
    },
    languageModel: async (models) => {
      const { createResilientModel } = await import('../resilience/resilient-model.js');
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
