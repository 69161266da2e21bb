/** Our own recordings carry the examiner on the right: mixed down, the examiner's questions would be taken for answers. */
import type { AudioSource } from '../audio-files/audio-file.js';
import { readRecording } from './read-recording.js';
import { CHANNELS, RECORDING_SOFTWARE } from './wav-file.js';

/** The candidate's side of a recording of ours; null for any other file. */
export async function readCandidateSide(path: string, source: AudioSource): Promise<Int16Array | null> {
  if (source.software !== RECORDING_SOFTWARE || source.channels !== CHANNELS) return null;
  return (await readRecording(path)).candidate;
}
