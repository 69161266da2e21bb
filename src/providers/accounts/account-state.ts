/** What a provider says of a key when asked by a call that costs nothing. */
export type AccountState =
  'works' | 'wrongKey' | 'noCredit' | 'rateLimited' | 'unreachable' | 'noSuchRegion' | 'noRegion' | 'trouble';

export interface AccountReport {
  readonly state: AccountState;
  /** One sentence in plain words. */
  readonly detail: string;
  /** What to do about it, when there is something to do. */
  readonly remedy?: string;
}
