/** One finished line of the transcript, drawn once into the scrollback. */
import { Box, Text, useIsScreenReaderEnabled } from 'ink';
import type { ReactNode } from 'react';
import { PART_NAMES } from '../../engine/reports/wording.js';
import { runningBandsText } from '../band-text.js';
import { cardSentence } from '../screen-layout.js';
import { flagText, markedTexts } from '../shown-words.js';
import type { FinishedLine } from '../view-types.js';
import { SpokenLine, SPOKEN_INDENT } from './spoken-line.js';

interface Props {
  readonly line: FinishedLine;
  readonly columns: number;
  readonly liveBands: boolean;
  /** Whether doubtful words can be told from the others by faint type; else they get a mark. */
  readonly faint: boolean;
  /** The first line with doubtful words says what faint type means. */
  readonly explainsFaint: boolean;
}

export function FinishedLineView({ line, columns, liveBands, faint, explainsFaint }: Props): ReactNode {
  const screenReader = useIsScreenReaderEnabled();
  switch (line.kind) {
    case 'part':
      return (
        <Box marginTop={line.number === 1 ? 0 : 1}>
          <Text bold underline>
            {PART_NAMES[line.part]}
          </Text>
        </Box>
      );
    // On a screen, the live region shows these two instead.
    case 'card':
      return screenReader ? <Text>{`Task card: ${cardSentence(line.card)}`}</Text> : null;
    case 'bands':
      return screenReader && liveBands ? (
        <Text>{`${runningBandsText(line.bands, ' to ', Number.POSITIVE_INFINITY)}.`}</Text>
      ) : null;
    case 'note':
      return (
        <Box paddingLeft={6}>
          <Text color="yellow" dimColor={line.tone === 'information'}>
            {line.tone === 'warning' ? `Warning: ${line.text}` : `Note: ${line.text}`}
          </Text>
        </Box>
      );
    case 'speech': {
      const width = screenReader ? Number.POSITIVE_INFINITY : Math.max(10, columns - SPOKEN_INDENT - 1);
      return (
        <SpokenLine atMs={line.atMs} speaker={line.speaker}>
          <Text>
            {rowsOf(piecesOf(line, { faint, explainsFaint }), width).map((row, index) => (
              <Text key={index}>
                {index === 0 ? '' : '\n'}
                {row.map((piece, position) => (
                  <Text key={position} dimColor={piece.faint}>
                    {position === 0 ? '' : ' '}
                    {piece.text}
                  </Text>
                ))}
              </Text>
            ))}
          </Text>
        </SpokenLine>
      );
    }
  }
}

interface Piece {
  readonly text: string;
  readonly faint: boolean;
}

function piecesOf(
  { words, flags }: Extract<FinishedLine, { kind: 'speech' }>,
  { faint, explainsFaint }: Pick<Props, 'faint' | 'explainsFaint'>,
): readonly Piece[] {
  const asides = [...flags.map(flagText), ...(faint && explainsFaint ? ['faint words were not heard clearly'] : [])];
  const said = faint
    ? words.map(({ text, unclear }) => ({ text, faint: unclear }))
    : markedTexts(words).map((text) => ({ text, faint: false }));
  return asides.length === 0 ? said : [...said, { text: `(${asides.join(', ')})`, faint: true }];
}

/** Wraps words into rows. Ink's own wrapping starts some rows with the space at which it broke the line. */
function rowsOf(pieces: readonly Piece[], width: number): readonly (readonly Piece[])[] {
  const rows: Piece[][] = [];
  let used = -1;
  for (const piece of pieces) {
    if (rows.length === 0 || used + 1 + piece.text.length > width) {
      rows.push([]);
      used = -1;
    }
    rows.at(-1)?.push(piece);
    used += 1 + piece.text.length;
  }
  return rows;
}
