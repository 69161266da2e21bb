/** What is being said or typed now. It keeps a fixed number of rows, so that nothing below jumps; long speech shows its end. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { TerminalLook } from '../terminal-look.js';
import { wrapLine } from '../text-format.js';
import type { SessionView, Speaker } from '../view-types.js';
import { SpokenLine, SPOKEN_INDENT } from './spoken-line.js';

interface Props {
  readonly view: SessionView;
  /** The answer being typed; null while the answer field is closed. */
  readonly answer: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly look: TerminalLook;
}

export function LiveLine({ view, answer, rows, columns, look }: Props): ReactNode {
  const width = Math.max(10, columns - SPOKEN_INDENT - 1);
  // An answer that is begun early takes the last row, and the question stays above it.
  const isEarly = answer !== null && answer !== '' && view.examinerLine !== null && rows > 1;
  const texts = isEarly ? [liveText(view, null, look), liveText(view, answer, look)] : [liveText(view, answer, look)];
  return (
    <Box height={rows} overflow="hidden" flexDirection="column">
      {texts.map(({ speaker, text }, index) => (
        <Box key={index} flexShrink={0}>
          {speaker !== null && (
            <SpokenLine atMs={null} speaker={speaker}>
              <Text italic={answer === null && speaker === 'candidate'}>
                {lastRows(text, {
                  rows: isEarly ? (index === 0 ? rows - 1 : 1) : rows,
                  width,
                  ellipsis: look.glyphs.ellipsis,
                }).join('\n')}
              </Text>
            </SpokenLine>
          )}
        </Box>
      ))}
    </Box>
  );
}

function liveText(
  view: SessionView,
  answer: string | null,
  look: TerminalLook,
): { readonly speaker: Speaker | null; readonly text: string } {
  // An empty field does not hide what the examiner is saying, and is no news before the turn.
  const isOpen = answer !== null && (answer !== '' || (view.examinerLine === null && view.turn !== null));
  if (isOpen) return { speaker: 'candidate', text: `(typing) ${answer}${look.glyphs.cursor}` };
  if (view.examinerLine !== null) return { speaker: 'examiner', text: view.examinerLine.text };
  if (view.turn === null) return { speaker: null, text: '' };
  const words = view.turn.words.map(({ text: word }) => word).join(' ');
  const text = `${words} ${view.turn.partial}`.trim();
  return { speaker: 'candidate', text: text === '' ? look.glyphs.ellipsis : text };
}

function lastRows(
  text: string,
  { rows, width, ellipsis }: { readonly rows: number; readonly width: number; readonly ellipsis: string },
): readonly string[] {
  const all = wrapLine(text, width - ellipsis.length - 1);
  if (all.length <= rows) return all;
  const [first = '', ...rest] = all.slice(-rows);
  return [`${ellipsis} ${first}`, ...rest];
}
