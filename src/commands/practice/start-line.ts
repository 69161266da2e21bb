/** One line at the start: which ends and providers were chosen and why; below it what is missing, with the command that fixes it. */
import type { SessionProviders } from '../../providers/registry/types.js';
import type { ChosenEnds } from './choose-ends.js';

const PORT_LABELS: Readonly<Record<string, string>> = {
  speechToText: 'recognition',
  textToSpeech: 'voice',
  voiceActivity: 'voice activity',
  wordAligner: 'alignment',
  grammar: 'grammar',
};

export function startLine(ends: ChosenEnds, providers: SessionProviders): string {
  const choices = providers.chosen.map(
    ({ port, provider, why }) => `${PORT_LABELS[port] ?? port} ${provider} (${why})`,
  );
  return [`input ${ends.input.description}`, `output ${ends.output.description}`, ...choices].join('; ');
}

/** What is missing or worse than it could be. */
export function startNotes(ends: ChosenEnds, providers: SessionProviders): readonly string[] {
  const missing = providers.missing.map(({ provider, why, remedy }) => `${provider}: ${why}; ${remedy}`);
  return [...ends.notes, ...providers.warnings, ...missing];
}
