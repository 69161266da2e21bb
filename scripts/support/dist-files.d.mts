export function staleFiles(built: string, sources: string): Promise<readonly string[]>;
export function missingFiles(built: string, sources: string): Promise<readonly string[]>;
