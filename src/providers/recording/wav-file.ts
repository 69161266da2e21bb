/** The layout of our recordings: a WAV file with the candidate left and the examiner right. */
import { SAMPLE_RATE } from '../../engine/speech/frame.js';

export const CHANNELS = 2;
/** Bytes of one sample of both sides. */
export const BLOCK_BYTES = CHANNELS * 2;
/** How we recognise our own files: a stereo recording of ours must not be mixed down to be replayed. */
export const RECORDING_SOFTWARE = 'ielts-examiner';
export const HEADER_BYTES = 80;

const BITS = 16;
const LIST_BYTES = HEADER_BYTES - 44;

/** @param dataBytes audio after the header; more than 4 GiB (18 hours) cannot be written down and is given as the most */
export function recordingHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(Math.min(HEADER_BYTES - 8 + dataBytes, 0xffff_fffe), 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * BLOCK_BYTES, 28);
  header.writeUInt16LE(BLOCK_BYTES, 32);
  header.writeUInt16LE(BITS, 34);
  header.write('LIST', 36, 'latin1');
  header.writeUInt32LE(LIST_BYTES - 8, 40);
  header.write('INFOISFT', 44, 'latin1');
  header.writeUInt32LE(LIST_BYTES - 20, 52);
  header.write(RECORDING_SOFTWARE, 56, 'latin1');
  header.write('data', 72, 'latin1');
  header.writeUInt32LE(Math.min(dataBytes, 0xffff_fffe), 76);
  return header;
}

/** Left and right, sample by sample. Both sides have the same length. */
export function interleave(candidate: Int16Array, examiner: Int16Array, into: Int16Array, at: number): void {
  for (let index = 0, out = at; index < candidate.length; index++) {
    into[out++] = candidate[index] ?? 0;
    into[out++] = examiner[index] ?? 0;
  }
}
