/** Where Azure Speech is reached: by region, or by an endpoint of one's own (private link, a local server). */
export interface AzureAccount {
  readonly apiKey: string;
  /** Such as "westeurope". */
  readonly region: string;
  /** Instead of the region's own address; without a path. */
  readonly baseUrl?: string;
}

/** @param service `tts` speaks, `stt` listens */
export function azureUrl({ region, baseUrl }: AzureAccount, service: 'tts' | 'stt', path: string): string {
  const base = baseUrl ?? `https://${encodeURIComponent(region)}.${service}.speech.microsoft.com`;
  return `${base.replace(/\/+$/, '')}${path}`;
}

/** "in westeurope", or "at https://..." for an endpoint of one's own that was given no region. */
export function azurePlace({
  region,
  baseUrl,
}: {
  readonly region?: string | undefined;
  readonly baseUrl?: string | undefined;
}): string {
  return region ? `in ${region}` : `at ${baseUrl ?? ''}`;
}
