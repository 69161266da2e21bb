/** A function of a text that is asked for the same one many times running: its newest result is kept. */
export function keepingNewest<Value>(compute: (text: string) => Value): (text: string) => Value {
  let newest: { readonly text: string; readonly value: Value } | null = null;
  return (text) => {
    if (newest?.text !== text) newest = { text, value: compute(text) };
    return newest.value;
  };
}
