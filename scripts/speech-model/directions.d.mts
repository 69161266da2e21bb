export const DIRECTIONS: ReadonlyMap<string, number>;
