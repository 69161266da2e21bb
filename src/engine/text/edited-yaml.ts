/** Changes single places of a YAML text that people wrote, and leaves every other letter of it alone. */
import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, parseDocument, stringify, type Document } from 'yaml';

/** @returns the text with this top-level key; what was there under it is gone, with its comments */
export function withEntry(source: string, key: string, value: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(source);
  const written = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
  const text = inPlace(source, document, key, written);
  document.set(key, document.createNode(value, { flow: true }));
  // Where a text is written so that it cannot be changed in place, all of it is written anew.
  return isSame(text, document) ? text : writtenAnew(document);
}

/** As people write it: a sentence stays on its line. */
export function writtenAnew(document: Document): string {
  return document.toString({ lineWidth: 0 });
}

export function isSame(text: string, document: Document): boolean {
  const now = parseDocument(text);
  return now.errors.length === 0 && isDeepStrictEqual(now.toJS(), document.toJS());
}

function inPlace(source: string, { contents }: Document, key: string, written: string): string {
  if (!isMap(contents) || contents.flow === true) return source;
  const items = contents.items.map((pair) => ({
    name: isScalar(pair.key) ? pair.key.value : null,
    range: (pair.value as { range?: readonly [number, number, number] } | null)?.range,
  }));
  const range = items.find(({ name }) => name === key)?.range;
  if (range !== undefined) {
    const [from, to] = range;
    const end = source.slice(from, to).endsWith('\n') ? '\n' : '';
    return source.slice(0, from) + written + end + source.slice(to);
  }
  const before = items.find(({ name }) => name === 'exam')?.range ?? items.find(({ name }) => name === 'title')?.range;
  if (before === undefined) return source;
  const at = source[before[1] - 1] === '\n' ? before[1] : source.indexOf('\n', before[1]) + 1;
  return at === 0 ? source : `${source.slice(0, at)}${key}: ${written}\n${source.slice(at)}`;
}
