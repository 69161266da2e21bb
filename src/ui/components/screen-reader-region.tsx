/**
 * The moving part for a screen reader: it is read aloud whenever it changes, so it changes only when something
 * happens. No clocks that tick, no meter, no half-heard words.
 */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { activityText, possibleKeys } from '../activity.js';
import { runningBandsText } from '../band-text.js';
import { PART_NAMES } from '../../engine/reports/text.js';
import type { ScreenSnapshot } from '../screen-controller.js';
import { cardLines } from '../screen-layout.js';
import { fieldText } from './key-row.js';

/** A countdown is read in steps of this many seconds. */
const COUNTDOWN_STEP_S = 15;

export function ScreenReaderRegion({
  snapshot,
  liveBands,
}: {
  readonly snapshot: ScreenSnapshot;
  readonly liveBands: boolean;
}): ReactNode {
  const { view, status, interaction } = snapshot;
  const countdownMs = status?.countdownMs ?? null;
  const countdown = countdownMs === null ? null : secondsText(countdownMs);
  const keys = possibleKeys(view).map((hint) => `${hint.key} to ${hint.label}`);
  return (
    <Box flexDirection="column">
      {view.examinerLine !== null && <Text>{`Examiner: ${view.examinerLine.text}`}</Text>}
      {view.card !== null && <Text>{`Task card: ${cardLines(view.card).join(' ').replaceAll('  - ', '')}`}</Text>}
      {interaction.notes.length > 0 && <Text>{`Notes: ${interaction.notes.join('; ')}`}</Text>}
      <Text>{`${PART_NAMES[view.part]}. ${activityText(view, { candidateSpeaking: false, countdown })}.`}</Text>
      {liveBands && view.bands !== null && (
        <Text>{`${runningBandsText(view.bands, ' to ', Number.POSITIVE_INFINITY)}.`}</Text>
      )}
      {interaction.mode === 'answer' && <Text>{`Typing: ${interaction.answer}`}</Text>}
      {interaction.mode === 'notes' && <Text>{`Note: ${interaction.note}`}</Text>}
      <Text>{fieldText(view, interaction) ?? `Keys: ${keys.join(', ')}.`}</Text>
    </Box>
  );
}

function secondsText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000 / COUNTDOWN_STEP_S) * COUNTDOWN_STEP_S;
  return `${String(seconds)} seconds`;
}
