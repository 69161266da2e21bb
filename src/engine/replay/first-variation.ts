/** Where two logs of the same fixture part: on a virtual clock there is no such place. */

/** Enough of an event to be found again. */
const SHOWN = 160;

/** @param first, second canonical logs. @returns what differs, for people, or null */
export function firstVariation(first: string, second: string): string | null {
  if (first === second) return null;
  const [one, other] = [first.split('\n'), second.split('\n')];
  const at = one.findIndex((line, index) => line !== other[index]);
  return `event ${String(at + 1)} was ${shown(one[at])} and is ${shown(other[at])}`;
}

function shown(line: string | undefined): string {
  if (line === undefined || line === '') return 'the end of the log';
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
}
