export interface Mutation {
  readonly name: string;
  /** Inside `dist`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}
export const MUTATIONS: readonly Mutation[];
