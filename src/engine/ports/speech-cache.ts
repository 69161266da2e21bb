/** Synthesized lines, content-addressed. A cache that cannot read or write behaves as empty; it never fails a session. */
export interface SpeechCache {
  /** 16 kHz mono samples of a line said before with this key, or null. */
  get(key: string): Promise<Int16Array | null>;
  put(key: string, samples: Int16Array): Promise<void>;
}
