/** Everything a candidate, a fixture or a provider says is text in the report, never markup. */
import { safeText } from '../../../../engine/text/safe-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Such as `4:07`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Such as `12.34%`, for positions. */
export function share(part: number, whole: number): string {
  return `${String(Number(((100 * part) / Math.max(1, whole)).toFixed(3)))}%`;
}
