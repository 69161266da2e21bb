/** The ports of a test's providers, each call of them watched. */
import type { GrammarChecker } from '../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../engine/ports/pronunciation-assessor.js';
import type { SpeechToText, SpeechToTextListener, SpeechToTextStream } from '../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../engine/ports/word-aligner.js';
import type { CassettePort } from '../engine/replay/cassette/format.js';
import type { z } from 'zod';
import * as shapes from './answer-shapes.js';
import type { ProviderTypes } from '../engine/replay/replay-ports.js';
import type { ProviderWatch, Watched } from './provider-watch.js';

type WatchedPort<Port extends CassettePort> = (
  provider: ProviderTypes[Port],
  watch: ProviderWatch,
) => ProviderTypes[Port];

/** Wraps a provider of the port; its own shape has been checked. */
export const WATCHED: { readonly [Port in CassettePort]: WatchedPort<Port> } = {
  speechToText: watchedRecogniser,
  textToSpeech: watchedVoice,
  voiceActivity: watchedDetector,
  wordAligner: watchedAligner,
  grammar: watchedGrammar,
  languageModel: watchedModel,
  pronunciation: watchedAssessor,
};

function watchedRecogniser(provider: SpeechToText, watch: ProviderWatch): SpeechToText {
  const of: Watched = { port: 'speechToText', id: provider.id };
  const call = <Answer>(method: string, work: () => Answer | Promise<Answer>) => watch.call(of, method, work);
  const watchedStream = (stream: SpeechToTextStream): SpeechToTextStream => ({
    beginTurn: (options, listener) => {
      watch.callNow(of, 'beginTurn', () => {
        stream.beginTurn(options, watchedListener(listener));
      });
    },
    push: (frame) => {
      const pushed = watch.callNow(of, 'push', () => stream.push(frame));
      return pushed instanceof Promise ? call('push', () => pushed) : pushed;
    },
    endTurn: async () =>
      watch.checked(of, 'endTurn', await call('endTurn', () => stream.endTurn()), shapes.transcriptShape),
    // The port never rejects here: who abandons a turn has no use for a failure.
    cancelTurn: () => call('cancelTurn', () => stream.cancelTurn()).catch(() => undefined),
    close: () => call('close', () => stream.close()),
  });
  const watchedListener = (listener: SpeechToTextListener): SpeechToTextListener => ({
    ...bound(listener),
    partial: (text) => {
      listener.partial(watch.checked(of, 'partial', text, shapes.partialShape));
    },
    failed: (error) => {
      listener.failed(watch.failure(of, 'failed', error));
    },
  });
  return {
    id: provider.id,
    capabilities: provider.capabilities,
    open: async () =>
      watchedStream(watch.checked(of, 'open', await call('open', () => provider.open()), shapes.streamShape)),
  };
}

function bound(listener: SpeechToTextListener): Partial<SpeechToTextListener> {
  const { settled, endOfTurn } = listener;
  return {
    ...(settled === undefined ? {} : { settled: settled.bind(listener) }),
    ...(endOfTurn === undefined ? {} : { endOfTurn: endOfTurn.bind(listener) }),
  };
}

function watchedVoice(provider: TextToSpeech, watch: ProviderWatch): TextToSpeech {
  const of: Watched = { port: 'textToSpeech', id: provider.id };
  return {
    id: provider.id,
    cacheKey: provider.cacheKey,
    synthesize: (request) =>
      watchedPieces(of, 'synthesize', () => provider.synthesize(request), shapes.speechShape, watch),
    close: () => watch.call(of, 'close', () => provider.close()),
  };
}

function watchedModel(provider: LanguageModel, watch: ProviderWatch): LanguageModel {
  const of: Watched = { port: 'languageModel', id: provider.id };
  return {
    id: provider.id,
    model: provider.model,
    get capabilities() {
      return provider.capabilities;
    },
    async *generate(request) {
      let failure: unknown = null;
      try {
        yield* watchedPieces(of, 'generate', () => provider.generate(request), shapes.modelChunkShape, watch);
      } catch (error) {
        failure = error;
        throw error;
      } finally {
        // What the session gives up tells nothing of the provider.
        if (!request.signal.aborted) watch.requested(of, failure);
      }
    },
    close: () => watch.call(of, 'close', () => provider.close()),
  };
}

async function* watchedPieces<Piece>(
  of: Watched,
  method: string,
  begin: () => AsyncIterable<Piece>,
  shape: z.ZodType,
  watch: ProviderWatch,
): AsyncGenerator<Piece> {
  const iterator = watch.callNow(of, method, () => begin()[Symbol.asyncIterator]());
  try {
    for (;;) {
      const step = await watch.call(of, method, () => iterator.next());
      if (step.done === true) return;
      yield watch.checked(of, method, step.value, shape);
    }
  } finally {
    // One that does not come back from `next` does not come back from this either.
    if (!watch.stuck.aborted) await watch.call(of, method, async () => await iterator.return?.());
  }
}

function watchedDetector(provider: VoiceActivityDetector, watch: ProviderWatch): VoiceActivityDetector {
  const of: Watched = { port: 'voiceActivity', id: provider.id };
  return {
    id: provider.id,
    process: (frame) =>
      watch.checked(
        of,
        'process',
        watch.callNow(of, 'process', () => provider.process(frame)),
        shapes.probabilityShape,
      ),
    reset: () => {
      watch.callNow(of, 'reset', () => {
        provider.reset();
      });
    },
    close: () => {
      provider.close();
    },
  };
}

function watchedAligner(provider: WordAligner, watch: ProviderWatch): WordAligner {
  const of: Watched = { port: 'wordAligner', id: provider.id };
  return {
    id: provider.id,
    align: async (samples, words) =>
      watch.checked(
        of,
        'align',
        await watch.call(of, 'align', () => provider.align(samples, words)),
        shapes.alignmentShape,
      ),
    close: () => watch.call(of, 'close', () => provider.close()),
  };
}

function watchedGrammar(provider: GrammarChecker, watch: ProviderWatch): GrammarChecker {
  const of: Watched = { port: 'grammar', id: provider.id };
  return {
    id: provider.id,
    check: async (text) =>
      watch.checked(of, 'check', await watch.call(of, 'check', () => provider.check(text)), shapes.issuesShape),
    close: () => watch.call(of, 'close', () => provider.close()),
  };
}

function watchedAssessor(provider: PronunciationAssessor, watch: ProviderWatch): PronunciationAssessor {
  const of: Watched = { port: 'pronunciation', id: provider.id };
  return {
    id: provider.id,
    assess: async (samples, words, signal) => {
      try {
        const assessment = await watch.call(of, 'assess', () => provider.assess(samples, words, signal));
        if (signal?.aborted !== true) watch.requested(of, null);
        return watch.checked(of, 'assess', assessment, shapes.assessmentShape);
      } catch (error) {
        if (signal?.aborted !== true) watch.requested(of, error);
        throw error;
      }
    },
    close: () => watch.call(of, 'close', () => provider.close()),
  };
}
