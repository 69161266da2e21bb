/**
 * A table that may be asked for any word that people say or write. A plain object has more than its own entries: it
 * answers "constructor", "toString" or "__proto__" with what every object inherits.
 */
export function wordTable<Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, entries);
}
