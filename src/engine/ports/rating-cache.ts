/** Ratings that were paid for, content-addressed. One that cannot read or write behaves as empty; it never fails a report. */
export interface RatingCache {
  get(key: string): Promise<string | null>;
  put(key: string, rating: string): Promise<void>;
}
