/**
 * The live region for a screen reader, which reads it aloud at every change. So it is short and changes only when something
 * happens: no ticking clock, no level meter, no partial transcript, and not the examiner's words, which are heard anyway.
 */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { PART_NAMES } from '../../engine/reports/wording.js';
import { activityText, possibleKeys } from '../activity.js';
import type { ScreenSnapshot } from '../screen-controller.js';
import { fieldText } from './key-row.js';

/** The countdown changes in steps of this many seconds. */
const COUNTDOWN_STEP_S = 15;

export function ScreenReaderRegion({ snapshot }: { readonly snapshot: ScreenSnapshot }): ReactNode {
  const { view, status, interaction } = snapshot;
  const countdownMs = status?.countdownMs ?? null;
  const countdown = countdownMs === null ? null : secondsText(countdownMs);
  const typing = interaction.mode === 'answer';
  const keys = possibleKeys(view).map((hint) => `${hint.key} for ${hint.label}`);
  return (
    <Box flexDirection="column">
      <Text>{`${PART_NAMES[view.part]}. ${activityText(view, { candidateSpeaking: false, answer: typing ? '' : null, countdown })}.`}</Text>
      {interaction.notes.length > 0 && <Text>{`Notes: ${interaction.notes.join('; ')}`}</Text>}
      {typing && <Text>{`Typing: ${interaction.answer}`}</Text>}
      {interaction.mode === 'notes' && <Text>{`Note: ${interaction.note}`}</Text>}
      <Text>{fieldText(view, interaction) ?? (keys.length === 0 ? '' : `Keys: ${keys.join(', ')}.`)}</Text>
    </Box>
  );
}

function secondsText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000 / COUNTDOWN_STEP_S) * COUNTDOWN_STEP_S;
  return `${String(seconds)} seconds`;
}
