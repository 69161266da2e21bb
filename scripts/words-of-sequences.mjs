/** The words of data/word-sequences.bin, uncompressed (src/engine/scoring/grammar/word-sequences.ts describes the format). */
export function wordsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new TextDecoder().decode(bytes.subarray(16, 16 + view.getUint32(0, true))).split('\n');
}
