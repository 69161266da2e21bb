/** STREAMINFO, the first metadata block of a FLAC file: RFC 9639, section 8.2. */

export const FLAC_MARKER = 'fLaC';
/** The marker, the header of the block, and the block. */
export const STREAM_INFO_BYTES = 42;
/** Of the marker, the header, and what stands before the rate. */
const RATE_AT = 18;

export interface FlacStreamInfo {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitDepth: number;
  /** Null where the encoder did not know: a stream. */
  readonly samples: number | null;
}

/** @param head the file's beginning. Null when it is too short, or no FLAC. */
export function readStreamInfo(head: Buffer): FlacStreamInfo | null {
  if (head.length < STREAM_INFO_BYTES || head.toString('latin1', 0, FLAC_MARKER.length) !== FLAC_MARKER) return null;
  const packed = head.readBigUInt64BE(RATE_AT);
  return {
    sampleRate: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 0x7n) + 1,
    bitDepth: Number((packed >> 36n) & 0x1fn) + 1,
    samples: Number(packed & 0xf_ffff_ffffn) || null,
  };
}
