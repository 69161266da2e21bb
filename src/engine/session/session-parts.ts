/** Parts of a running session that are made from its options, and how its ends are closed. */
import type { ProviderFailures } from './provider-failures.js';
import type { SessionOptions } from './session-options.js';
import { TurnRecogniser } from './turn-recogniser.js';

/** Null where nothing is recognised. */
export function createTurnRecogniser(
  { speechToText, clock }: SessionOptions,
  failures: ProviderFailures,
): TurnRecogniser | null {
  if (speechToText === null) return null;
  return new TurnRecogniser({
    speechToText,
    clock,
    onFailure: (error) => {
      failures.failed('speechToText', speechToText.id, error);
    },
    onRecovered: () => {
      failures.recovered('speechToText', speechToText.id);
    },
  });
}

/** Every end and provider is closed, whatever another one does. */
export async function closeEnds(options: SessionOptions, recogniser: TurnRecogniser | null): Promise<void> {
  const { input, output, recorder, textToSpeech, languageModel, voiceActivity } = options;
  voiceActivity.close();
  await Promise.allSettled([
    input.close(),
    output.close(),
    recorder?.close(),
    recogniser?.close(),
    textToSpeech?.close(),
    languageModel?.close(),
  ]);
}
