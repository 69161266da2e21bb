/** Keeps synthesized lines by a hash of voice and text. When it cannot read or write it behaves as if empty; it never fails a session. */
export interface SpeechCache {
  /** The 16 kHz mono samples stored under this key, or null. */
  get(key: string): Promise<Int16Array | null>;
  put(key: string, samples: Int16Array): Promise<void>;
}
