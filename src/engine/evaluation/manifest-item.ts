/** One line of a manifest. */
export interface ManifestItem {
  /** From 1, the table's header included. */
  readonly line: number;
  readonly id: string;
  /** As written in the manifest. */
  readonly audio: string | null;
  /** A file with a transcript. */
  readonly transcript: string | null;
  /** A transcript in the line itself. */
  readonly turns: unknown;
  /** What was said: with audio the words to look for, without it the answer itself. */
  readonly text: string | null;
  readonly reference: string | null;
  readonly question: string | null;
  readonly speaker: string | null;
  /** Such as group, gender, age group: for differences between groups. */
  readonly groups: Readonly<Record<string, string>>;
  /** Words said, where the line tells. */
  readonly words: number | null;
  readonly human: Readonly<Record<string, number>>;
  /** Scores that another rater, or an earlier run, has given already: they are compared instead of ours. */
  readonly predicted: Readonly<Record<string, number>> | null;
}

/** What a line without a name of its own is called. */
export function unnamed(line: number): string {
  return `line ${String(line)}`;
}
