/** Lets virtual time wait for providers that know nothing of clocks: their work is real, and takes no time in a replay. */
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';
import { FRAME_MS } from '../../engine/speech/frame.js';

/** Networks take audio faster than it is spoken, but not at any speed: so many times real time. */
const NETWORK_PACE = 4;

/**
 * For a recogniser that waits in real time: a session that runs faster waits for its words, and does not send audio
 * faster than any service could follow. In real time nothing is changed.
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

/** As {@link heldSpeechToText}, for one that takes audio as fast as it comes. */
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

/** Waiting for each frame would cost more in timers than it paces. */
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
