/** The state of the test in one row: part, topic, clocks, candidate. Cut off at the right in a narrow terminal. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { LiveStatus } from '../../engine/session/running-session.js';
import { PART_NAMES } from '../../engine/reports/wording.js';
import { clockText, countdownText } from '../text-format.js';
import type { TerminalLook } from '../terminal-look.js';
import type { SessionView } from '../view-types.js';

interface Props {
  readonly view: SessionView;
  readonly status: LiveStatus | null;
  readonly look: TerminalLook;
  readonly columns: number;
}

export function Header({ view, status, look, columns }: Props): ReactNode {
  const separator = ` ${look.glyphs.dot} `;
  const clock = status === null ? '' : `${separator}${partClock(status)}${separator}test ${clockText(status.atMs)}`;
  const extra = [view.topic, view.candidate].filter((each) => each !== null).join(separator);
  const room = columns - PART_NAMES[view.part].length - clock.length - separator.length - 1;
  return (
    <Text wrap="truncate">
      <Text bold>{PART_NAMES[view.part]}</Text>
      {clock}
      <Text dimColor>{extra !== '' && extra.length <= room ? `${separator}${extra}` : ''}</Text>
    </Text>
  );
}

function partClock(status: LiveStatus): string {
  const elapsed = clockText(status.partElapsedMs);
  return status.partRemainingMs === null ? elapsed : `${elapsed} (${countdownText(status.partRemainingMs)} left)`;
}
