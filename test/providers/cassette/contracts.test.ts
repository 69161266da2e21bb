/**
 * A cassette in the place of a provider: the recorder keeps every port's contract, and so does the player with what was
 * recorded meanwhile. The suite of a recorder comes first and is the recording of the player's: both make the same requests.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe } from 'vitest';
import { cassetteText, parseCassette } from '../../../src/engine/replay/cassette/cassette-text.js';
import type { GrammarChecker } from '../../../src/engine/ports/grammar-checker.js';
import type { SpeechToText } from '../../../src/engine/ports/speech-to-text.js';
import type { Alignment, WordAligner } from '../../../src/engine/ports/word-aligner.js';
import { samplesToMs } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { createAzureAssessor } from '../../../src/providers/azure/azure-assessor.js';
import { createAzureSpeech } from '../../../src/providers/azure/azure-speech.js';
import { CassettePlayer } from '../../../src/providers/cassette/cassette-player.js';
import { CassetteRecorder } from '../../../src/providers/cassette/cassette-recorder.js';
import { createWebrtcDetector } from '../../../src/providers/webrtc-vad/webrtc-detector.js';
import { answeringServers, spelledSample } from '../../support/contracts/answering-servers.js';
import { grammarCheckerContract } from '../../support/contracts/grammar-checker.contract.js';
import { languageModelContract } from '../../support/contracts/language-model.contract.js';
import { pronunciationAssessorContract } from '../../support/contracts/pronunciation-assessor.contract.js';
import { describeSpeechToText } from '../../support/contracts/speech-to-text.contract.js';
import { textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';
import { voiceActivityDetectorContract } from '../../support/contracts/voice-activity-detector.contract.js';
import { wordAlignerContract } from '../../support/contracts/word-aligner.contract.js';
import { spelledRecogniser } from '../../support/spelled-recogniser.js';
import { failureOf } from '../resilience/scripted-members.js';
import { fliteSpeech, haveFlite } from '../support/test-audio.js';

/** A cassette for each provider that the suite creates, recorded in its first run and played, in the same order, in its second. */
class Cassettes {
  readonly #recorders: CassetteRecorder[] = [];
  #played = 0;

  record(): CassetteRecorder {
    const recorder = new CassetteRecorder({ audio: 'a'.repeat(64) }, new VirtualClock());
    this.#recorders.push(recorder);
    return recorder;
  }

  play(): CassettePlayer {
    const recorder = this.#recorders[this.#played++];
    if (recorder === undefined)
      throw new Error('the recorder’s suite has to run first: it records what is played here');
    return new CassettePlayer(parseCassette(cassetteText(recorder.cassette()), 'talk/cassette.jsonl', 'talk'));
  }
}

const { account, azure, model } = answeringServers();

describe('words', () => {
  const cassettes = new Cassettes();
  const samples = () => [spelledSample(1), spelledSample(40)] as const;
  describeSpeechToText({
    name: 'a recorded recogniser',
    missing: null,
    create: () => cassettes.record().speechToText(withLateWords(spelledRecogniser({ id: 'spelled' }))),
    samples,
  });
  describeSpeechToText({
    name: 'a played recogniser',
    missing: null,
    create: () => cassettes.play().speechToText(),
    samples,
  });
});

describe('lines', () => {
  const cassettes = new Cassettes();
  textToSpeechContract('a recorded voice', () => cassettes.record().textToSpeech(createAzureSpeech(account())));
  textToSpeechContract('a played voice', () => cassettes.play().textToSpeech(), { peak: 900, instant: true });
});

describe('answers of a model', () => {
  const cassettes = new Cassettes();
  languageModelContract('a recorded model', async () => model((inner) => cassettes.record().languageModel(inner)));
  languageModelContract('a played model', async () => ({
    model: cassettes.play().languageModel(),
    answers: () => undefined,
    stalls: () => undefined,
    instant: true,
    close: async () => undefined,
  }));
});

describe('ratings of pronunciation', () => {
  const cassettes = new Cassettes();
  pronunciationAssessorContract(
    'a recorded assessor',
    () => cassettes.record().pronunciation(createAzureAssessor(account())),
    () => {
      azure().mischief.next({ type: 'status', status: 503 });
      return cassettes.record().pronunciation(createAzureAssessor(account()));
    },
  );
  const played = () => cassettes.play().pronunciation();
  pronunciationAssessorContract('a played assessor', played, played);
});

describe('grammar', () => {
  const cassettes = new Cassettes();
  grammarCheckerContract('a recorded checker', () => cassettes.record().grammar(verbChecker()));
  grammarCheckerContract('a played checker', () => cassettes.play().grammar());
});

describe('times of words', () => {
  const cassettes = new Cassettes();
  const speech = () => ({
    samples: new Int16Array(32_000).fill(900),
    words: ['here', 'are', 'five', 'short', 'words'],
  });
  wordAlignerContract('a recorded aligner', () => cassettes.record().wordAligner(evenAligner()), speech);
  wordAlignerContract('a played aligner', () => cassettes.play().wordAligner(), speech);
});

describe.runIf(haveFlite)('voice activity', () => {
  const cassettes = new Cassettes();
  const speech = () => fliteSpeech('I have lived in London for about ten years and I really like it there');
  voiceActivityDetectorContract(
    'a recorded detector',
    async () => cassettes.record().voiceActivity(await createWebrtcDetector()),
    speech,
  );
  voiceActivityDetectorContract('a played detector', async () => cassettes.play().voiceActivity(), speech);
});

/** Knows three errors. The real ones take seconds to load. */
function verbChecker(): GrammarChecker {
  return {
    id: 'verbs',
    check: async (text) =>
      [...text.matchAll(/\b(?:she (do)|he (have)|they (was))\b/g)].map((match) => {
        const word = match.slice(1).find((each) => each !== undefined)!;
        const end = match.index + match[0].length;
        const suggestions = [{ do: 'does', have: 'has' }[word] ?? 'were'];
        return { kind: 'agreement', message: `Not "${match[0]}".`, start: end - word.length, end, suggestions };
      }),
    close: async () => undefined,
  };
}

/** Its final words take a moment, in which it may be closed. */
function withLateWords(inner: SpeechToText): SpeechToText {
  return {
    ...inner,
    open: async () => {
      const stream = await inner.open();
      let closed = false;
      return {
        ...stream,
        endTurn: async () => {
          const transcript = await stream.endTurn();
          await nextTurn();
          if (closed) throw failureOf(inner.id, 'interrupted');
          return transcript;
        },
        close: () => {
          closed = true;
          return stream.close();
        },
      };
    },
  };
}

/** Shares the sound among the words that have a vowel. */
function evenAligner(): WordAligner {
  return {
    id: 'even',
    align: async (samples, words): Promise<Alignment | null> => {
      const known = words.filter((word) => /[aeiou]/.test(word));
      const unknown = words.filter((word) => !known.includes(word));
      const fromMs = samplesToMs(
        Math.max(
          0,
          samples.findIndex((sample) => sample !== 0),
        ),
      );
      const share = (samplesToMs(samples.length) - fromMs) / Math.max(1, known.length);
      if (share < 100 && known.length > 0) return null;
      return {
        unknown,
        words: known.map((text, index) => {
          const place = { startMs: fromMs + index * share, endMs: fromMs + (index + 1) * share, score: -1 };
          return { text, ...place, phones: [{ phone: 'AH', ...place }] };
        }),
      };
    },
    close: async () => undefined,
  };
}
