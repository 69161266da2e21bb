/** Parts of a running session that are made from its options, and how its ends are closed. */
import { FollowUpSuggester, type FollowUpSuggesterOptions } from './examiner/follow-up-suggester.js';
import type { ProviderFailures } from './log/provider-failures.js';
import type { SessionOptions } from './session-options.js';
import { TurnRecogniser } from './turn/turn-recogniser.js';

/** Null where nothing is recognised. */
export function createTurnRecogniser(
  { speechToText, clock }: SessionOptions,
  failures: ProviderFailures,
  onBegun: () => void,
): TurnRecogniser | null {
  if (speechToText === null) return null;
  return new TurnRecogniser({
    speechToText,
    clock,
    onFailure: (error) => {
      failures.failed('speechToText', speechToText.id, error);
      // It may be opened anew.
      onBegun();
    },
    onRecovered: () => {
      failures.recovered('speechToText', speechToText.id);
    },
  });
}

/** Null where no language model has a say. A resumed session's knows what was answered before. */
export function createSuggester(
  { languageModel: model, clock, resume }: SessionOptions,
  failures: ProviderFailures,
  session: Pick<FollowUpSuggesterOptions, 'state' | 'log' | 'prepare' | 'onBegun'>,
): FollowUpSuggester | null {
  if (model === null) return null;
  const suggester = new FollowUpSuggester({
    ...session,
    model,
    clock,
    onFailure: (error) => {
      failures.failed('languageModel', model.id, error);
    },
  });
  for (const event of resume?.earlier ?? []) suggester.onEvent(event);
  return suggester;
}

/** An end that says of itself why it cannot be heard is told of like one that is lost later. */
export async function openOutput({ output }: SessionOptions): Promise<void> {
  try {
    await output.open();
  } catch (error) {
    if (!output.failure) throw error;
  }
}

/** A full disk or a lost speaker does not end the test: it goes on unrecorded, or to be read. */
export function checkEnds({ output, recorder }: SessionOptions, failures: ProviderFailures): void {
  if (output.failure) failures.failed('output', output.description, output.failure);
  if (recorder?.failure) failures.failed('recorder', 'recording', recorder.failure);
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
