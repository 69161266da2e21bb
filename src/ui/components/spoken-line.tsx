/** Time, speaker and words in columns, with the words wrapped within theirs. A screen reader gets one plain sentence. */
import { Box, Text, useIsScreenReaderEnabled } from 'ink';
import type { ReactNode } from 'react';
import { SPEAKER_NAMES } from '../labels.js';
import { clockText } from '../text-format.js';
import type { Speaker } from '../view-types.js';

const SPEAKER_COLOURS: Readonly<Record<Speaker, string>> = { examiner: 'cyan', candidate: 'green' };

/** Width of the columns before the words, in characters. */
export const SPOKEN_INDENT = 15;

interface Props {
  /** Media time of the line in milliseconds; null while it is still being said. */
  readonly atMs: number | null;
  readonly speaker: Speaker;
  readonly children: ReactNode;
}

export function SpokenLine({ atMs, speaker, children }: Props): ReactNode {
  if (useIsScreenReaderEnabled()) {
    return (
      <Box flexDirection="row">
        <Text>{`${SPEAKER_NAMES[speaker]}:`}</Text>
        {children}
      </Box>
    );
  }
  return (
    <Box>
      <Box width={6} flexShrink={0}>
        <Text dimColor>{(atMs === null ? '' : clockText(atMs)).padStart(5)}</Text>
      </Box>
      <Box width={9} flexShrink={0}>
        <Text bold color={SPEAKER_COLOURS[speaker]}>
          {SPEAKER_NAMES[speaker]}
        </Text>
      </Box>
      <Box flexGrow={1} flexShrink={1}>
        {children}
      </Box>
    </Box>
  );
}
