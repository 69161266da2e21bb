/** The task card with the candidate's notes beside it, or below it in a narrow terminal. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { cardRows, NOTES_LABEL, type ScreenLayout } from '../screen-layout.js';
import type { TerminalLook } from '../terminal-look.js';
import type { ShownCard } from '../view-types.js';

interface Props {
  readonly card: ShownCard;
  /** Row by row. */
  readonly notes: readonly string[];
  readonly layout: ScreenLayout;
  readonly look: TerminalLook;
}

export function TaskCard({ card, notes, layout, look }: Props): ReactNode {
  return (
    <Box flexDirection={layout.notesBeside ? 'row' : 'column'} flexShrink={0}>
      <Box
        flexDirection="column"
        flexShrink={0}
        width={layout.cardColumns}
        height={layout.cardRows}
        overflow="hidden"
        borderStyle={look.unicode ? 'bold' : 'classic'}
        borderColor="yellow"
        borderTop={false}
        borderBottom={false}
        borderRight={false}
        paddingLeft={1}
      >
        {cardRows(card, layout.cardColumns).map(({ text, isTopic }, index) => (
          <Box key={index} flexShrink={0}>
            <Text bold={isTopic}>{text}</Text>
          </Box>
        ))}
      </Box>
      <Notes notes={notes} rows={layout.noteRows} />
    </Box>
  );
}

function Notes({ notes, rows }: { readonly notes: readonly string[]; readonly rows: number }): ReactNode {
  // Only the newest rows, which the candidate is working on: all of them would push the card off the screen.
  const shown = rows === 0 ? [] : notes.slice(-rows);
  return (
    <Box height={rows} flexDirection="column" overflow="hidden" flexShrink={1} flexGrow={1} paddingRight={1}>
      {shown.map((line, index) => (
        <Text key={index} wrap="truncate">
          <Text dimColor>{index === 0 ? NOTES_LABEL : ' '.repeat(NOTES_LABEL.length)}</Text>
          {line}
        </Text>
      ))}
    </Box>
  );
}
