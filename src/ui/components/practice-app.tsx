/** The whole screen: finished lines scroll up, the live region stays below them. */
import { Static, Text, useIsScreenReaderEnabled } from 'ink';
import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { ScreenController } from '../screen-controller.js';
import type { TerminalLook } from '../terminal-look.js';
import { wrapLine } from '../text-format.js';
import type { FinishedLine } from '../view-types.js';
import { FinishedLineView } from './finished-line.js';
import { LiveRegion } from './live-region.js';
import { ScreenReaderRegion } from './screen-reader-region.js';
import { useKeys } from './use-keys.js';
import { useTerminalSize } from './use-terminal-size.js';

interface Props {
  readonly controller: ScreenController;
  readonly liveBands: boolean;
  /** The first line of the transcript: which audio ends and providers were chosen. */
  readonly startLine: string;
  readonly look: TerminalLook;
}

export function PracticeApp({ controller, liveBands, startLine, look }: Props): ReactNode {
  const snapshot = useSyncExternalStore(controller.subscribe, controller.snapshot);
  const screenReader = useIsScreenReaderEnabled();
  const { size, drawn } = useTerminalSize();
  useKeys(controller.press);
  const { lines } = snapshot.view;
  // When the width changes, everything visible is drawn again for the new width.
  const from = useMemo(
    () => (drawn === 0 ? 0 : Math.max(0, controller.snapshot().view.lines.length - size.rows)),
    [drawn, size.rows, controller],
  );
  const firstDoubtful = useMemo(() => lines.find(isDoubtful)?.number, [lines]);
  const items = useMemo<readonly (FinishedLine | string)[]>(
    () => (from === 0 ? [startLine, ...lines] : lines.slice(from)),
    [from, startLine, lines],
  );
  return (
    <>
      <Static key={drawn} items={[...items]} style={{ width: size.columns }}>
        {(item) =>
          typeof item === 'string' ? (
            <Text key="start" dimColor>
              {wrapLine(item, Math.max(20, size.columns - 1), '  ').join('\n')}
            </Text>
          ) : (
            <FinishedLineView
              key={item.number}
              line={item}
              columns={size.columns}
              liveBands={liveBands}
              faint={look.colour && !screenReader}
              explainsFaint={item.number === firstDoubtful}
            />
          )
        }
      </Static>
      {snapshot.closed ? null : screenReader ? (
        <ScreenReaderRegion snapshot={snapshot} />
      ) : (
        <LiveRegion snapshot={snapshot} size={size} liveBands={liveBands} look={look} />
      )}
    </>
  );
}

function isDoubtful(line: FinishedLine): boolean {
  return line.kind === 'speech' && line.words.some(({ unclear }) => unclear);
}
