/** The part of the screen that changes: a few rows below the transcript, never as tall as the terminal. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { runningBandsText } from '../band-text.js';
import type { ScreenSnapshot } from '../screen-controller.js';
import { noteLines, screenLayout } from '../screen-layout.js';
import type { TerminalLook } from '../terminal-look.js';
import { ActivityRow } from './activity-row.js';
import { Header } from './header.js';
import { KeyRow } from './key-row.js';
import { LiveLine } from './live-line.js';
import { TaskCard } from './task-card.js';

interface Props {
  readonly snapshot: ScreenSnapshot;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly liveBands: boolean;
  readonly look: TerminalLook;
}

export function LiveRegion({ snapshot, size, liveBands, look }: Props): ReactNode {
  const { view, status, interaction } = snapshot;
  const isWriting = interaction.mode === 'notes';
  const written = isWriting ? [...interaction.notes, `${interaction.note}${look.glyphs.cursor}`] : interaction.notes;
  const notes = noteLines(written, size.columns);
  const layout = screenLayout(size, {
    card: view.card,
    notes: notes.length,
    liveBands,
  });
  const answer = interaction.mode === 'answer' ? interaction.answer : null;
  return (
    <Box flexDirection="column" width={size.columns}>
      <LiveLine view={view} answer={answer} rows={layout.liveRows} columns={size.columns} look={look} />
      {view.card !== null && <TaskCard card={view.card} notes={notes} layout={layout} look={look} />}
      <Text dimColor>{(look.unicode ? '─' : '-').repeat(Math.max(1, size.columns - 1))}</Text>
      <Header view={view} status={status} look={look} columns={size.columns} />
      <ActivityRow view={view} status={status} answer={answer} look={look} />
      {layout.showBands && (
        <Text dimColor wrap="truncate">
          {runningBandsText(view.bands, look.glyphs.range, size.columns - 1)}
        </Text>
      )}
      <KeyRow view={view} interaction={interaction} />
    </Box>
  );
}
