/** Functions that keep their results, for whatever is asked again after every answer of a running test. */

/** Keeps the result for each argument object for as long as the object lives. */
export function memoized<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const kept = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let entry = kept.get(key);
    if (!entry) {
      entry = { value: compute(key) };
      kept.set(key, entry);
    }
    return entry.value;
  };
}

/** Keeps the newest result, for as long as the same is asked. */
export function keepingLast<Arguments extends readonly unknown[], Value>(
  compute: (...given: Arguments) => Value,
): (...given: Arguments) => Value {
  let kept: { readonly given: Arguments; readonly value: Value } | undefined;
  return (...given) => {
    if (kept === undefined || given.some((each, index) => !Object.is(each, kept?.given[index])))
      kept = { given, value: compute(...given) };
    return kept.value;
  };
}

/** Keeps the results for so many texts; the one found out first goes first. */
export function keepingRecent<Value>(most: number, compute: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined) return before.value;
    const made = { value: compute(text) };
    const [oldest] = kept.size < most ? [] : kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(text, made);
    return made.value;
  };
}

/**
 * Keeps what was gathered from a list, by the first of its items, and adds those that have come since. A list that does not go on from the
 * one before is gathered anew.
 */
export function extended<Item extends object, Gathered>(
  begin: () => Gathered,
  add: (gathered: Gathered, item: Item) => void,
): (items: readonly Item[]) => Gathered {
  const kept = new WeakMap<Item, { readonly items: Item[]; readonly gathered: Gathered }>();
  return (items) => {
    const [first] = items;
    if (first === undefined) return begin();
    let entry = kept.get(first);
    if (entry === undefined || entry.items.some((item, index) => item !== items[index])) {
      entry = { items: [], gathered: begin() };
      kept.set(first, entry);
    }
    for (let index = entry.items.length; index < items.length; index++) {
      const item = items[index] as Item;
      entry.items.push(item);
      add(entry.gathered, item);
    }
    return entry.gathered;
  };
}
