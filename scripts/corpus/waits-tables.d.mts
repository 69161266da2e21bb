export interface WaitFigures {
  readonly basis: unknown;
  readonly settings: readonly {
    readonly setting: string;
    readonly cutIns: readonly [number, number, number];
    readonly waitMedianMs: readonly [number, number, number];
  }[];
}

export function basisOf(endpointing: object, sentenceEnds: ReadonlyMap<string, string>, turnEnds: object): unknown;
export function tables(figures: WaitFigures): string;
export function withTables(page: string, figures: WaitFigures): string;
