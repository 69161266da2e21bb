export const DIRECTIONS: ReadonlyMap<string, number>;
export const RECOGNISED_ONLY: ReadonlySet<string>;
