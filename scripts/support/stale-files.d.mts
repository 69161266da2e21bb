export function staleFiles(built: string, sources: string): Promise<readonly string[]>;
