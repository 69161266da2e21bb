/** The bottom row: the useful keys, a question to answer, or how to leave a text field. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { activityOf, isAsking, KEY_GAP, possibleKeys } from '../activity.js';
import type { Interaction } from '../interaction.js';
import type { SessionView } from '../view-types.js';

interface Props {
  readonly view: SessionView;
  readonly interaction: Interaction;
}

export function KeyRow({ view, interaction }: Props): ReactNode {
  const message = fieldText(view, interaction);
  if (message !== null) return <Text wrap="truncate">{message}</Text>;
  return (
    <Box flexWrap="wrap" columnGap={KEY_GAP}>
      {possibleKeys(view).map((hint) => (
        <Box key={hint.key} flexShrink={0}>
          <Text bold>{hint.key}</Text>
          <Text dimColor>{` ${hint.label}`}</Text>
        </Box>
      ))}
    </Box>
  );
}

/** The keys for which somebody who types would look. */
function keysBehind(view: SessionView): string {
  const useful = possibleKeys(view).filter(({ intent }) => ['quit', 'repeat', 'pause'].includes(intent));
  return useful.map(({ key, label }) => `${key} ${label}`).join(', ');
}

/** The text shown instead of keys while a field or a question is open; else null. */
export function fieldText(view: SessionView, interaction: Interaction): string | null {
  if (interaction.leaving === 'aborting') return 'Stopping now ...';
  const ending = interaction.leaving === 'ending';
  if (activityOf(view) === 'scoring') return `Please wait. Ctrl-C ${ending ? 'again' : 'twice'} leaves without bands.`;
  if (ending) return 'Ending the test and saving it. Ctrl-C again stops at once.';
  if (interaction.tooLate) return 'Your text came too late for its question. Please answer the present one.';
  switch (interaction.mode) {
    case 'quit':
      return 'End the test now? It is saved and scored.   y yes   n no';
    case 'notes':
      return 'Type your notes.   enter next note   esc done';
    case 'answer':
      if (view.turn === null && (view.acoustic || !isAsking(view)))
        return 'Kept until the examiner listens.   esc to the keys';
      return `enter send   esc to the keys (${keysBehind(view)})`;
    case 'keys':
      return null;
  }
}
