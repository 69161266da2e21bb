/** Silero VAD 16 kHz: windows of 512 samples, each with the 64 before it; without those it misses a third of the speech. */
import type { OnnxSession, TensorMemory } from './onnx-runtime.js';

const WINDOW = 512;
const CONTEXT = 64;
const STATE = 2 * 128;

export class SileroNetwork {
  readonly #onnx: OnnxSession;
  readonly #input: TensorMemory<Float32Array>;
  readonly #state: TensorMemory<Float32Array>;
  readonly #nextState: TensorMemory<Float32Array>;
  readonly #output: TensorMemory<Float32Array>;
  readonly #rate: unknown;
  /** Samples of the next window that have come so far. */
  #filled = 0;
  #probability = 0;

  constructor(onnx: OnnxSession) {
    this.#onnx = onnx;
    this.#input = onnx.floats(CONTEXT + WINDOW, [1, CONTEXT + WINDOW]);
    this.#state = onnx.floats(STATE, [2, 1, 128]);
    this.#nextState = onnx.floats(STATE, [2, 1, 128]);
    this.#output = onnx.floats(1, [1, 1]);
    this.#rate = onnx.integer(16_000);
  }

  /** Frames of any length; the answer is that of the newest complete window. */
  process(samples: Int16Array): number {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + WINDOW - this.#filled);
      const start = CONTEXT + this.#filled;
      for (let i = 0; i < part.length; i += 1) this.#input.values[start + i] = (part[i] ?? 0) / 32_768;
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === WINDOW) this.#window();
    }
    return this.#probability;
  }

  reset(): void {
    for (const memory of [this.#input, this.#state, this.#nextState]) memory.values.fill(0);
    this.#filled = 0;
    this.#probability = 0;
  }

  #window(): void {
    this.#onnx.run(
      { input: this.#input.tensor, state: this.#state.tensor, sr: this.#rate },
      { output: this.#output.tensor, stateN: this.#nextState.tensor },
    );
    this.#state.values.set(this.#nextState.values);
    this.#probability = this.#output.values[0] ?? 0;
    this.#input.values.copyWithin(0, WINDOW);
    this.#filled = 0;
  }
}
