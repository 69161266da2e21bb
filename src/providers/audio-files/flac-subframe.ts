/**
 * Reads one channel of a FLAC frame, 16 bits a sample. Format: RFC 9639, section 9.2.
 * Loops over samples: written for speed, since a minute of sound has a million of them.
 */

const SAMPLE_BITS = 16;
/** The most that streams up to 48 kHz may have (section 7); prediction is worked out as if all had as many. */
const MAX_ORDER = 12;
/** Predictions of the fixed orders 0 to 4. */
const FIXED = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]] as const;
/** Of four bytes that are read at once, bits that are there wherever in the first byte they begin. */
const SURE_BITS = 25;
/** Instead of a parameter: the values are written as they are. */
const UNCODED = 15;

export class SubframeReader {
  readonly #view: DataView;
  /** Samples of the frame, behind zeros for the prediction of the first ones to look back at. */
  readonly #values: Int32Array;
  readonly #factors = new Int32Array(MAX_ORDER);
  /** In bits. */
  #at = 0;

  /** @param data with room behind the end @param longest most samples of a frame */
  constructor(data: Buffer, longest: number) {
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.#values = new Int32Array(MAX_ORDER + longest);
  }

  /**
   * @param start of the subframe, in bytes @param output takes the samples
   * @returns where the subframe ends, in bytes; null for what is not as expected. Throws a RangeError when there is no end.
   */
  read(start: number, count: number, output: Int16Array): number | null {
    this.#at = start * 8;
    const isPadded = this.#unsigned(1) === 0;
    const kind = this.#unsigned(6);
    const unused = this.#unsigned(1) === 0 ? 0 : this.#zeros() + 1;
    if (!isPadded || unused >= SAMPLE_BITS) return null;
    if (!this.#readValues(kind, count, SAMPLE_BITS - unused)) return null;
    const values = this.#values;
    for (let index = 0; index < count; index++) {
      const sample = (values[MAX_ORDER + index] as number) << unused;
      output[index] = sample;
      if (output[index] !== sample) return null;
    }
    return (this.#at + 7) >> 3;
  }

  #readValues(kind: number, count: number, bits: number): boolean {
    const values = this.#values;
    const end = MAX_ORDER + count;
    if (kind === 0) {
      values.fill(this.#signed(bits), MAX_ORDER, end);
      return true;
    }
    if (kind === 1) {
      for (let index = MAX_ORDER; index < end; index++) values[index] = this.#signed(bits);
      return true;
    }
    const isFixed = kind >= 8 && kind <= 12;
    const order = isFixed ? kind - 8 : kind - 31;
    if ((!isFixed && kind < 32) || order > MAX_ORDER || order > count) return false;
    for (let index = 0; index < order; index++) values[MAX_ORDER + index] = this.#signed(bits);
    this.#factors.fill(0);
    let shift = 0;
    if (isFixed) this.#factors.set(FIXED[order] ?? []);
    else {
      const precision = this.#unsigned(4) + 1;
      shift = this.#signed(5);
      for (let index = 0; index < order; index++) this.#factors[index] = this.#signed(precision);
    }
    // Sums are taken in 32 bits.
    const largest = this.#factors.reduce((sum, factor) => sum + Math.abs(factor), 0) * 2 ** (SAMPLE_BITS - 1);
    if (shift < 0 || largest >= 2 ** 31 || !this.#readResidual(order, count)) return false;
    addPrediction(values, MAX_ORDER + order, end, this.#factors, shift);
    return true;
  }

  #readResidual(order: number, count: number): boolean {
    if (this.#unsigned(2) !== 0) return false;
    const partitions = 1 << this.#unsigned(4);
    const each = count / partitions;
    if (!Number.isInteger(each) || each < order) return false;
    let from = MAX_ORDER + order;
    for (let to = MAX_ORDER + each; to <= MAX_ORDER + count; to += each) {
      const parameter = this.#unsigned(4);
      if (parameter === UNCODED) {
        const bits = this.#unsigned(5);
        if (bits > SURE_BITS) return false;
        for (let index = from; index < to; index++) this.#values[index] = bits === 0 ? 0 : this.#signed(bits);
      } else this.#at = readRice(this.#view, this.#at, this.#values, { from, to, parameter });
      from = to;
    }
    return true;
  }

  /** @param bits 1 to {@link SURE_BITS} */
  #unsigned(bits: number): number {
    return this.#next(bits) >>> (32 - bits);
  }

  #signed(bits: number): number {
    return this.#next(bits) >> (32 - bits);
  }

  #next(bits: number): number {
    const at = this.#at;
    this.#at += bits;
    return this.#view.getInt32(at >> 3) << (at & 7);
  }

  /** Counts zeros, and goes behind the one that ends them. */
  #zeros(): number {
    let zeros = 0;
    while (this.#unsigned(1) === 0) zeros++;
    return zeros;
  }
}

interface RicePartition {
  readonly from: number;
  readonly to: number;
  /** Bits of each value that are written as they are. */
  readonly parameter: number;
}

/** @returns the place behind the partition, in bits */
function readRice(view: DataView, start: number, values: Int32Array, { from, to, parameter }: RicePartition): number {
  let at = start;
  const rest = 32 - parameter;
  const mostZeros = SURE_BITS - 1 - parameter;
  for (let index = from; index < to; index++) {
    let bits = view.getInt32(at >> 3) << (at & 7);
    let zeros = Math.clz32(bits);
    if (zeros <= mostZeros) {
      at += zeros + 1;
      bits <<= zeros + 1;
    } else {
      for (zeros = 0; Math.clz32(bits) >= SURE_BITS; bits = view.getInt32(at >> 3) << (at & 7)) {
        zeros += SURE_BITS;
        at += SURE_BITS;
      }
      const last = Math.clz32(bits);
      zeros += last;
      at += last + 1;
      bits = view.getInt32(at >> 3) << (at & 7);
    }
    const folded = parameter === 0 ? zeros : (zeros << parameter) | (bits >>> rest);
    at += parameter;
    values[index] = (folded >>> 1) ^ -(folded & 1);
  }
  return at;
}

/** Adds to each value what the ones before it let expect. */
function addPrediction(values: Int32Array, from: number, to: number, factors: Int32Array, shift: number): void {
  const [f0 = 0, f1 = 0, f2 = 0, f3 = 0, f4 = 0, f5 = 0, f6 = 0, f7 = 0, f8 = 0, f9 = 0, f10 = 0, f11 = 0] = factors;
  // Sums that the coming values wait for, the next one's first. Every value is added to all of them as soon as it is known:
  // nothing is moved and nothing looked up again, which takes half as long as a sum over the values before.
  let s0 = 0,
    s1 = 0,
    s2 = 0,
    s3 = 0,
    s4 = 0,
    s5 = 0,
    s6 = 0,
    s7 = 0,
    s8 = 0,
    s9 = 0,
    s10 = 0,
    s11 = 0;
  for (let index = from - MAX_ORDER; index < to; index++) {
    const written = values[index] as number;
    // The first ones are written as they are.
    const value = index < from ? written : (written + (s0 >> shift)) | 0;
    values[index] = value;
    s0 = (s1 + Math.imul(f0, value)) | 0;
    s1 = (s2 + Math.imul(f1, value)) | 0;
    s2 = (s3 + Math.imul(f2, value)) | 0;
    s3 = (s4 + Math.imul(f3, value)) | 0;
    s4 = (s5 + Math.imul(f4, value)) | 0;
    s5 = (s6 + Math.imul(f5, value)) | 0;
    s6 = (s7 + Math.imul(f6, value)) | 0;
    s7 = (s8 + Math.imul(f7, value)) | 0;
    s8 = (s9 + Math.imul(f8, value)) | 0;
    s9 = (s10 + Math.imul(f9, value)) | 0;
    s10 = (s11 + Math.imul(f10, value)) | 0;
    s11 = Math.imul(f11, value);
  }
}
