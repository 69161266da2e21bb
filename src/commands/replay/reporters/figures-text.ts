/** Figures of a session, as reporters for people write them. */
import type { ReplayMetrics } from '../../../engine/replay/result.js';
import { counted } from '../../../engine/text/counted.js';

const HOUR_S = 3600;

/** Such as `4:07 min`, or `108 h 42 min`. */
export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (seconds < HOUR_S) return `${String(minutes)}:${String(seconds % 60).padStart(2, '0')} min`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** How often the examiner spoke too soon; empty where it never did. */
export function tooSoon({
  cutIns,
  falseStarts,
  rejoins,
}: Pick<ReplayMetrics, 'cutIns' | 'falseStarts' | 'rejoins'>): readonly string[] {
  return [
    ...(falseStarts > 0 ? [counted(falseStarts, 'false start')] : []),
    ...(cutIns > 0 ? [counted(cutIns, 'cut-in')] : []),
    ...(rejoins > 0 ? [`${counted(rejoins, 'turn')} taken up again`] : []),
  ];
}
