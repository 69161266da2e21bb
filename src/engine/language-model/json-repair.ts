/**
 * Finds the JSON object in what a model wrote: behind a greeting, inside a code fence, with a comma too many, cut off
 * before its end, or with half a character where the connection broke. Repairs form only, never invents a value.
 */

/** Beyond this depth it is an attack or a loop, not an answer. */
const DEEPEST = 40;

/** The first object that can be read, or null. Values are as untrusted as the text: check them against a schema. */
export function jsonObjectIn(text: string): Record<string, unknown> | null {
  const clean = text.replaceAll('\uFFFD', '').replace(/^\uFEFF/, '');
  const sound = soundObject(clean);
  if (sound !== null) return sound;
  for (let from = clean.indexOf('{'), tries = 0; from !== -1 && tries < 5; tries += 1) {
    const found = objectAt(clean, from);
    if (found !== null) return found;
    from = clean.indexOf('{', from + 1);
  }
  return null;
}

/** What most models write most of the time: nothing but the object. The engine's own parser is many times as fast as looking. */
function soundObject(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{') || (text.match(/[{[]/g)?.length ?? 0) > DEEPEST) return null;
  try {
    // It begins with a brace, so it can be nothing else.
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function objectAt(text: string, from: number): Record<string, unknown> | null {
  const scan = scanned(text, from);
  if (scan === null) return null;
  for (const candidate of [scan.body + scan.missing, scan.lastWhole]) {
    const parsed = candidate === null ? null : parsedObject(candidate);
    if (parsed !== null) return parsed;
  }
  return null;
}

function parsedObject(candidate: string): Record<string, unknown> | null {
  for (const text of [candidate, withoutLooseCommas(candidate)]) {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
      // The next form may do.
    }
  }
  return null;
}

interface Scan {
  /** From the brace to its partner, or to the end of the text; raw line breaks in strings escaped. */
  readonly body: string;
  /** What would close it. */
  readonly missing: string;
  /** Cut off: up to the last member that is certainly whole, closed. Null when there is none. */
  readonly lastWhole: string | null;
}

function scanned(text: string, from: number): Scan | null {
  const open: string[] = [];
  let body = '';
  let inString = false;
  let escaped = false;
  let whole: { readonly length: number; readonly closing: string } | null = null;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] as string;
    if (inString) {
      body += rawBreak(character, escaped);
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === ',' && open.length > 0) whole = { length: body.length, closing: closingOf(open) };
    body += character;
    if (character === '"') inString = true;
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']');
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return null;
      if (open.length === 0) return { body, missing: '', lastWhole: null };
    }
    if (open.length > DEEPEST) return null;
  }
  if (escaped) body = body.slice(0, -1);
  if (!body.includes('"')) return null;
  const missing = (inString ? '"' : '') + closingOf(open);
  return { body, missing, lastWhole: whole === null ? null : body.slice(0, whole.length) + whole.closing };
}

function closingOf(open: readonly string[]): string {
  return open.toReversed().join('');
}

function rawBreak(character: string, escaped: boolean): string {
  if (escaped) return character;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return character === '\t' ? '\\t' : character;
}

/** Commas before a closing bracket, outside of strings. */
function withoutLooseCommas(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|,(\s*[}\]])/g, (_, string: string | undefined, closing: string) =>
    string === undefined ? closing : string,
  );
}
