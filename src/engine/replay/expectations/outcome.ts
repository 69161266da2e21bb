/** What a replay came to, as expectations look at it. */
import type { SessionEvent } from '../../session/log/events.js';
import type { BandResults, ReplayMetrics } from '../result.js';
import type { SaidAnswer } from '../said-answers.js';
import type { ComparedAnswer } from '../transcript/compare-answers.js';
import type { TranscriptLine } from '../transcript/transcript-lines.js';

export interface ReplayOutcome {
  readonly events: readonly SessionEvent[];
  readonly transcript: readonly TranscriptLine[];
  readonly bands: BandResults | null;
  readonly metrics: ReplayMetrics;
  readonly compared: readonly ComparedAnswer[];
  readonly said: readonly SaidAnswer[];
}
