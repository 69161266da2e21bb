/** Lets virtual time wait for providers that know nothing of clocks: their work is real, and takes no time in a replay. */
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';

export function heldTextToSpeech(provider: TextToSpeech, clock: Clock): TextToSpeech {
  return {
    id: provider.id,
    cacheKey: provider.cacheKey,
    async *synthesize(request) {
      const chunks = provider.synthesize(request)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const step = await clock.hold(chunks.next());
          if (step.done === true) return;
          yield step.value;
        }
      } finally {
        await chunks.return?.();
      }
    },
    close: () => provider.close(),
  };
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
