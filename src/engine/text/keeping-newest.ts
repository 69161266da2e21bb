/** A function of a text that is asked for the same one many times running: its newest result is kept. */
export function keepingNewest<Value>(compute: (text: string) => Value): (text: string) => Value {
  let newest: { readonly text: string; readonly value: Value } | null = null;
  return (text) => {
    if (newest?.text !== text) newest = { text, value: compute(text) };
    return newest.value;
  };
}

/** A function of a text that is asked for the same few texts again and again: so many of its newest results are kept. */
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
