/** Reads a cassette from its text, and writes it so that recording again differs only where a provider did. */
import { crc32 } from 'node:zlib';
import { ZodError } from 'zod';
import { AppError, messageOf } from '../../errors.js';
import { safeText } from '../../text/safe-text.js';
import { firstProblem } from '../../text/schema-words.js';
import { shellPath } from '../../text/shell-path.js';
import { canonicalJson } from '../canonical-json.js';
import { CASSETTE_PROTOCOL, parseHeader, parseMessage, portOf, READ_PROTOCOLS } from './format.js';
import type { Cassette, CassetteHeader, CassetteMessage, WrittenHeader, WrittenMessage } from './format.js';
import { PartialTexts, shortenPartials } from './partial-texts.js';

/** @param folder the fixture's, for the command that records again */
export function staleCassette(why: string, folder: string): AppError {
  return new AppError({
    code: 'cassette.stale',
    message: `The cassette does not belong to this fixture any more: ${why}.`,
    remedy: `Record it again with: ielts-examiner replay --record ${shellPath(folder)}`,
    exitCode: 3,
  });
}

/** Throws AppError `cassette.damaged` or `cassette.stale` (exit code 3). */
export function parseCassette(text: string, name: string, folder: string): Cassette {
  const lines = text.split('\n');
  const [first = ''] = lines;
  const { lines: vouched, ...header } = headerIn(first, name, folder);
  const values = parsedTogether(lines);
  // Lines that nobody has touched since they were written here were messages then.
  const isOwn = values !== null && vouched === checksum(text.slice(first.length + 1));
  const texts = new PartialTexts();
  const messages: CassetteMessage[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const value = values?.[index] ?? parseLine(line, index + 1, name, folder);
    const read = (): CassetteMessage => texts.whole(isOwn ? (value as WrittenMessage) : parseMessage(value));
    messages.push(checked(read, index + 1, name, folder));
  }
  return { header, messages };
}

/**
 * The header of a cassette of which every line can be read. Throws as `parseCassette` does, but takes much less time where
 * the lines are as they were written.
 */
export function checkCassetteBytes(bytes: Uint8Array, name: string, folder: string): CassetteHeader {
  const end = bytes.indexOf(NEWLINE) + 1 || bytes.length;
  const header = headerIn(text(bytes.subarray(0, end)), name, folder);
  return header.lines === checksum(bytes.subarray(end)) ? header : parseCassette(text(bytes), name, folder).header;
}

const NEWLINE = 10;

/** Against slips only, since whoever writes the checksum of other lines is believed, too: CRC-32 takes a third of SHA-256's time. */
function checksum(lines: string | Uint8Array): string {
  return crc32(lines).toString(16).padStart(8, '0');
}

/** Without the mark of the byte order that some editors write. */
function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function headerIn(line: string, name: string, folder: string): WrittenHeader {
  const first = parseLine(line, 1, name, folder);
  if (typeof first !== 'object' || first === null || !('protocol' in first))
    throw damaged(name, 1, 'no header', folder);
  if (!READ_PROTOCOLS.includes(first.protocol)) {
    throw staleCassette(
      `it was recorded with protocol ${String(first.protocol)}, not ${String(CASSETTE_PROTOCOL)}`,
      folder,
    );
  }
  return checked(() => parseHeader(first), 1, name, folder);
}

/** Messages in an order of their own: ports, then turns or keys. */
export function cassetteText({ header, messages }: Cassette): string {
  const sorted = messages
    .map((message, index) => ({ message, index }))
    .sort((a, b) => compareKeys(sortKey(a.message), sortKey(b.message)) || a.index - b.index);
  const lines = shortenPartials(sorted.map(({ message }) => message))
    .map(lineText)
    .join('');
  return lineText({ ...header, protocol: CASSETTE_PROTOCOL, lines: checksum(lines) }) + lines;
}

function lineText(line: unknown): string {
  return `${canonicalJson(line)}\n`;
}

/** Port, place and request. */
function sortKey(message: CassetteMessage): readonly [string, number, string] {
  const port = portOf(message);
  if ('turn' in message) return [port, message.turn, ''];
  if ('key' in message) return [port, 0, message.key];
  return message.type === 'voice' ? [port, message.atMs, ''] : [port, message.request, 'notice'];
}

function compareKeys(first: readonly (string | number)[], second: readonly (string | number)[]): number {
  for (const [index, value] of first.entries()) {
    const other = second[index];
    if (other === undefined || value === other) continue;
    return value < other ? -1 : 1;
  }
  return 0;
}

/** All at once takes half as long as line by line; null when that cannot be done, or a line is more than one value. */
function parsedTogether(lines: readonly string[]): readonly unknown[] | null {
  try {
    const values = JSON.parse(`[${lines.map((line) => (line.trim() === '' ? 'null' : line)).join(',')}]`) as unknown[];
    return values.length === lines.length ? values : null;
  } catch {
    return null;
  }
}

function parseLine(line: string, number: number, name: string, folder: string): unknown {
  return checked(() => JSON.parse(line) as unknown, number, name, folder);
}

function checked<T>(read: () => T, line: number, name: string, folder: string): T {
  try {
    return read();
  } catch (error) {
    throw damaged(
      name,
      line,
      error instanceof ZodError ? firstProblem(error) : (messageOf(error).split('\n')[0] ?? ''),
      folder,
    );
  }
}

function damaged(name: string, line: number, why: string, folder: string): AppError {
  return new AppError({
    code: 'cassette.damaged',
    message: `${safeText(name)}:${String(line)}: not a line of a cassette: ${safeText(why).slice(0, 200)}`,
    remedy: `Record it again with: ielts-examiner replay --record ${shellPath(folder)}`,
    exitCode: 3,
  });
}
