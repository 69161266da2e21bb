/** The parts of @echogarden/fvad-wasm that we use; the package ships no types. */
declare module '@echogarden/fvad-wasm' {
  export interface FvadModule {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_reset(detector: number): void;
    /** 0 (keeps most) to 3 (rejects most). @returns 0, or -1 when the mode is unknown */
    _fvad_set_mode(detector: number, mode: number): number;
    _fvad_set_sample_rate(detector: number, rate: number): number;
    /** @returns 1 speech, 0 none, -1 when the length is not 10, 20 or 30 ms */
    _fvad_process(detector: number, samples: number, length: number): number;
  }
  export default function createModule(): Promise<FvadModule>;
}
