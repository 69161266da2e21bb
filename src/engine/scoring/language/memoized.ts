/** Keeps a function's results per argument object for as long as the object lives: answers are measured again after every later one. */
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
