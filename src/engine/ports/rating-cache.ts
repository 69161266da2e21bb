/** Keeps paid ratings by a hash of the request. When it cannot read or write it behaves as if empty; it never fails a report. */
export interface RatingCache {
  get(key: string): Promise<string | null>;
  put(key: string, rating: string): Promise<void>;
}
