/** Saves a session: its events in the store, its recording beside it. */
import { join } from 'node:path';
import { appPaths } from '../../config/paths.js';
import type { AudioRecorder } from '../../engine/ports/audio-recorder.js';
import { KEPT_FREE_BYTES } from '../../providers/disk-space.js';
import type { EventWriter } from '../../store/event-writer.js';
import { createEventWriter } from '../../store/event-writer.js';
import type { Store } from '../../store/open-store.js';

export interface SavedSession {
  readonly store: Store;
  readonly writer: EventWriter;
  readonly recorder: AudioRecorder | null;
}

export interface SavedSessionRequest {
  readonly sessionId: string;
  /** Null when there is no recording, as for typed answers. */
  readonly recordingPath: string | null;
  /** Media time at which a resumed session goes on. */
  readonly startMs?: number;
  readonly onTrouble: (message: string, remedy: string) => void;
}

export function newRecordingPath(sessionId: string): string {
  return join(appPaths().recordings, `${sessionId}.wav`);
}

export async function saveSession(store: Store, request: SavedSessionRequest): Promise<SavedSession> {
  const writer = createEventWriter(store, request.sessionId, {
    databasePath: store.path,
    onFailure: ({ message, remedy }) => {
      request.onTrouble(message, `The test goes on, and saving is tried again and again. ${remedy}`);
    },
  });
  if (request.recordingPath === null) return { store, writer, recorder: null };
  const { createRecorder } = await import('../../providers/recording/recorder.js');
  const recorder = createRecorder({
    path: request.recordingPath,
    keepFreeBytes: KEPT_FREE_BYTES,
    ...(request.startMs === undefined ? {} : { startMs: request.startMs }),
  });
  return { store, writer, recorder };
}
