/** The words that screens and line output use for criteria and ports; those of parts are the reports'. */
import type { Criterion } from '../engine/scoring/types.js';
import type { ProviderPort } from '../engine/session/events.js';

/** For one line of four bands. */
export const CRITERION_SHORT_NAMES: Readonly<Record<Criterion, string>> = {
  fluency: 'Fluency',
  lexical: 'Vocabulary',
  grammar: 'Grammar',
  pronunciation: 'Pronunciation',
};

export const PORT_NAMES: Readonly<Record<ProviderPort, string>> = {
  speechToText: 'Speech recognition',
  textToSpeech: "The examiner's voice",
  voiceActivity: 'Voice activity detection',
  wordAligner: 'Pronunciation alignment',
  grammar: 'Grammar checking',
  languageModel: 'Language model',
  pronunciation: 'Pronunciation assessment',
  input: 'Audio input',
  output: 'Audio output',
  recorder: 'Recording',
  store: 'Session store',
  scorer: 'Rating',
};
