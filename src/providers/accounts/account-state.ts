/** The result of testing a key with a free request. */
export type AccountState =
  'works' | 'wrongKey' | 'noCredit' | 'rateLimited' | 'unreachable' | 'noSuchRegion' | 'noRegion' | 'trouble';

export interface AccountReport {
  readonly state: AccountState;
  /** One sentence in plain words. */
  readonly detail: string;
  /** What to do about it, if anything. */
  readonly remedy?: string;
}
