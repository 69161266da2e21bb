export function pearson(first: readonly number[], second: readonly number[], weights?: readonly number[]): number;
