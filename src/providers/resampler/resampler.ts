/**
 * Sample-rate conversion by the Speex resampler (WebAssembly): a windowed-sinc filter that works on a stream, so that
 * a line converted in pieces is the same, sample for sample, as the line converted at once.
 */
import type { SpeexModule } from '@echogarden/speex-resampler-wasm';
import type { CreateResampler, Resampler } from '../../engine/ports/resampler.js';
import { AppError } from '../../engine/errors.js';
import { joinSamples } from '../../engine/speech/frame.js';

/** 0 to 10. 8 keeps everything up to 90 % of the lower rate's half and costs about 5 ms per second of audio. */
const QUALITY = 8;
/** Input samples handed over at once; longer pieces go through in steps. */
const BLOCK = 4096;
const INT16_BYTES = 2;

let loading: Promise<SpeexModule> | null = null;

async function loadModule(): Promise<SpeexModule> {
  loading ??= import('@echogarden/speex-resampler-wasm').then(async (speex) => speex.default());
  return loading;
}

/** WebAssembly memory is not garbage collected; converters dropped before their `flush` are freed by this. */
const dropped = new FinalizationRegistry<() => void>((free) => {
  free();
});

class SpeexResampler implements Resampler {
  readonly #speex: SpeexModule;
  readonly #ratio: number;
  readonly #capacity: number;
  readonly #state: number;
  readonly #memory: number;
  readonly #free: () => void;
  #taken = 0;
  #given = 0;
  #finished = false;

  constructor(speex: SpeexModule, fromRate: number, toRate: number) {
    this.#speex = speex;
    this.#ratio = toRate / fromRate;
    this.#capacity = Math.ceil(BLOCK * this.#ratio) + 16;
    // Layout: two lengths, the input block, the output block.
    const memory = speex._malloc(8 + (BLOCK + this.#capacity) * INT16_BYTES);
    const state = speex._speex_resampler_init(1, fromRate, toRate, QUALITY, memory);
    if (memory === 0 || state === 0) {
      speex._free(memory);
      throw new AppError({
        code: 'audio.rate',
        message: `Audio at ${String(fromRate)} samples per second cannot be converted to ${String(toRate)}.`,
        remedy: 'Use audio between 8,000 and 192,000 samples per second.',
        exitCode: 2,
      });
    }
    // Without this the output would lag by the filter's length: times of words and phones would shift.
    speex._speex_resampler_skip_zeros(state);
    this.#state = state;
    this.#memory = memory;
    this.#free = () => {
      speex._speex_resampler_destroy(state);
      speex._free(memory);
    };
    dropped.register(this, this.#free, this);
  }

  process(samples: Int16Array): Int16Array {
    if (this.#finished) throw new TypeError('A resampler cannot go on after flush.');
    this.#taken += samples.length;
    const pieces: Int16Array[] = [];
    for (let at = 0; at < samples.length; at += BLOCK) pieces.push(this.#block(samples.subarray(at, at + BLOCK)));
    return joined(pieces);
  }

  flush(): Int16Array {
    if (this.#finished) return new Int16Array(0);
    const wanted = Math.round(this.#taken * this.#ratio);
    const pieces: Int16Array[] = [];
    const silence = new Int16Array(BLOCK);
    while (this.#given < wanted) {
      const left = wanted - this.#given;
      pieces.push(this.#block(silence).subarray(0, left));
    }
    this.#finished = true;
    dropped.unregister(this);
    this.#free();
    return joined(pieces);
  }

  #block(samples: Int16Array): Int16Array {
    const lengths = this.#memory;
    const input = lengths + 8;
    const output = input + BLOCK * INT16_BYTES;
    this.#speex.HEAP16.set(samples, input / INT16_BYTES);
    this.#speex.HEAPU32[lengths / 4] = samples.length;
    this.#speex.HEAPU32[lengths / 4 + 1] = this.#capacity;
    this.#speex._speex_resampler_process_int(this.#state, 0, input, lengths, output, lengths + 4);
    const made = this.#speex.HEAPU32[lengths / 4 + 1] ?? 0;
    this.#given += made;
    const start = output / INT16_BYTES;
    return this.#speex.HEAP16.slice(start, start + made);
  }
}

/** Passes samples on unchanged, so that callers need not treat equal rates apart. */
const UNCHANGED: Resampler = {
  process: (samples) => samples,
  flush: () => new Int16Array(0),
};

function joined(pieces: readonly Int16Array[]): Int16Array {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : joinSamples(pieces);
}

/**
 * A converter of one mono stream. The whole output (all of `process` and `flush`) lasts as long as the input, to the
 * nearest sample, and starts at the same instant. Throws an AppError `audio.rate` for rates nothing can be done with.
 */
export const createResampler: CreateResampler = async (fromRate, toRate) =>
  fromRate === toRate ? UNCHANGED : new SpeexResampler(await loadModule(), fromRate, toRate);
