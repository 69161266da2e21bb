export interface GrammarIssue {
  /** Stable, such as "agreement" or "article". */
  readonly kind: string;
  readonly message: string;
  /** Position in the checked text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly string[];
}

/** Finds grammar errors in one answer. Spelling and punctuation are never reported: speech has none. */
export interface GrammarChecker {
  readonly id: string;
  check(text: string): Promise<readonly GrammarIssue[]>;
  close(): Promise<void>;
}
