/** Bytes of 16-bit little-endian mono PCM as samples, however the network cuts them. */
export class PcmReader {
  #odd: number | null = null;

  read(bytes: Uint8Array): Int16Array {
    const whole = this.#odd === null ? bytes : Buffer.concat([Uint8Array.of(this.#odd), bytes]);
    const samples = new Int16Array(whole.length >> 1);
    const view = new DataView(whole.buffer, whole.byteOffset, whole.length);
    for (let index = 0; index < samples.length; index++) samples[index] = view.getInt16(index * 2, true);
    this.#odd = whole.length % 2 === 1 ? (whole[whole.length - 1] ?? null) : null;
    return samples;
  }
}
