/** A recognised word. Times are milliseconds of media time; providers count from the start of the turn, and the session shifts them. */
export interface Word {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** 0 to 1, or null when the provider gives none. */
  readonly confidence: number | null;
}
