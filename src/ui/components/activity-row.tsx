/** Who is speaking, thinking or listening, and the input level. One row. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { LiveStatus } from '../../engine/session/running-session.js';
import { activityOf, activityText, type Activity } from '../activity.js';
import { countdownText } from '../text-format.js';
import type { TerminalLook } from '../terminal-look.js';
import type { SessionView } from '../view-types.js';

const COLOURS: Readonly<Record<Activity, string>> = {
  speaking: 'cyan',
  listening: 'green',
  thinking: 'gray',
  preparing: 'yellow',
  paused: 'yellow',
  scoring: 'gray',
  ended: 'gray',
};

interface Props {
  readonly view: SessionView;
  readonly status: LiveStatus | null;
  /** What the answer field holds; null while it is closed. */
  readonly answer: string | null;
  readonly look: TerminalLook;
}

export function ActivityRow({ view, status, answer, look }: Props): ReactNode {
  const activity = activityOf(view);
  const countdownMs = status?.countdownMs ?? null;
  const countdown = countdownMs === null ? null : countdownText(countdownMs);
  const text = activityText(view, { candidateSpeaking: status?.candidateSpeaking ?? false, answer, countdown });
  return (
    <Box>
      {view.acoustic && activity !== 'scoring' && (
        <Box marginRight={2} flexShrink={0}>
          <Text dimColor>{view.muted ? 'mic muted     ' : `mic ${levelBar(status?.levelDb ?? -90, look)}`}</Text>
        </Box>
      )}
      <Text bold color={COLOURS[activity]} wrap="truncate">
        {text}
      </Text>
    </Box>
  );
}

const CELLS = 10;
/** Left end of the level bar. Room noise is below this on most microphones: an empty bar means that nothing is heard. */
const QUIETEST_DB = -60;

function levelBar(levelDb: number, look: TerminalLook): string {
  const share = Math.max(0, Math.min(1, 1 - levelDb / QUIETEST_DB));
  const full = Math.round(share * CELLS);
  return look.glyphs.barFull.repeat(full) + look.glyphs.barEmpty.repeat(CELLS - full);
}
