/** A recognised word. Times are milliseconds of session media time (providers give times from the turn's start; the session shifts them). */
export interface Word {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** 0 to 1, or null where the provider has none. */
  readonly confidence: number | null;
}
