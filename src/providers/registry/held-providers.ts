/**
 * Wraps providers so that virtual time stands still while they work. Their work takes real time, and no time at all on the
 * session's virtual clock. With a real clock nothing changes.
 */
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';
import { FRAME_MS } from '../../engine/speech/frame.js';

/** The fastest rate, in multiples of real time, at which audio is sent to a service over a network. */
const NETWORK_PACE = 4;

/**
 * For a networked recogniser, which runs in real time: a faster session waits for its words, and sends audio no faster than
 * {@link NETWORK_PACE}. In real time the provider is returned unchanged.
 */
export function heldSpeechToText(provider: SpeechToText, clock: Clock, realClock: Clock): SpeechToText {
  if (clock === realClock) return provider;
  const rest = (ms: number) => new Promise<void>((resolve) => void realClock.setTimer(ms, resolve));
  return {
    id: provider.id,
    capabilities: provider.capabilities,
    open: async () => {
      const stream = await clock.hold(provider.open());
      let frames = 0;
      return {
        beginTurn: (options, listener) => {
          stream.beginTurn(options, listener);
        },
        push: (frame) => {
          const pushed = stream.push(frame);
          frames += 1;
          if (frames % PACED_FRAMES !== 0) return pushed;
          return clock.hold(
            Promise.all([pushed, rest((PACED_FRAMES * FRAME_MS) / NETWORK_PACE)]).then(() => undefined),
          );
        },
        endTurn: () => clock.hold(stream.endTurn()),
        cancelTurn: () => clock.hold(stream.cancelTurn()),
        close: () => stream.close(),
      };
    },
  };
}

/** As {@link heldSpeechToText}, for a recogniser on this machine, which takes audio at any rate. */
export function heldRecogniser(provider: SpeechToText, clock: Clock): SpeechToText {
  return {
    id: provider.id,
    capabilities: provider.capabilities,
    open: async () => {
      const stream = await clock.hold(provider.open());
      return {
        beginTurn: (options, listener) => {
          stream.beginTurn(options, listener);
        },
        push: (frame) => {
          const pushed = stream.push(frame);
          return pushed instanceof Promise ? clock.hold(pushed) : pushed;
        },
        endTurn: () => clock.hold(stream.endTurn()),
        cancelTurn: () => clock.hold(stream.cancelTurn()),
        close: () => stream.close(),
      };
    },
  };
}

/** Frames between two waits: a timer for every frame would cost more than it paces. */
const PACED_FRAMES = 10;

export function heldLanguageModel(provider: LanguageModel, clock: Clock): LanguageModel {
  return {
    id: provider.id,
    model: provider.model,
    get capabilities() {
      return provider.capabilities;
    },
    generate: (request) => heldIteration(provider.generate(request), clock),
    close: () => provider.close(),
  };
}

export function heldTextToSpeech(provider: TextToSpeech, clock: Clock): TextToSpeech {
  return {
    id: provider.id,
    cacheKey: provider.cacheKey,
    synthesize: (request) => heldIteration(provider.synthesize(request), clock),
    close: () => provider.close(),
  };
}

async function* heldIteration<Piece>(pieces: AsyncIterable<Piece>, clock: Clock): AsyncGenerator<Piece> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await clock.hold(iterator.next());
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}

export function heldWordAligner(provider: WordAligner, clock: Clock): WordAligner {
  return {
    id: provider.id,
    align: (samples, words) => clock.hold(provider.align(samples, words)),
    close: () => provider.close(),
  };
}

export function heldGrammarChecker(provider: GrammarChecker, clock: Clock): GrammarChecker {
  return { id: provider.id, check: (text) => clock.hold(provider.check(text)), close: () => provider.close() };
}

export function heldAssessor(provider: PronunciationAssessor, clock: Clock): PronunciationAssessor {
  return {
    id: provider.id,
    assess: (samples, words, signal) => clock.hold(provider.assess(samples, words, signal)),
    close: () => provider.close(),
  };
}
