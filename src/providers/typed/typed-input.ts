/**
 * The candidate's end for typed answers: it delivers silence, so that every clock of the test runs, and hands typed lines
 * over as answers.
 *
 * On a screen, the screen itself hands over what is typed, and this end only keeps time. Otherwise each line is the
 * answer of one turn, and a blank line says nothing. On the virtual clock the session waits for the line, which then
 * takes the media time that saying it would take; in real time the line is handed over as soon as it comes. A keyboard
 * tells nothing before the line is complete, so the examiner waits for it. A line that was begun for a question that has
 * been left meanwhile answers no other one. After the last line the question that is open runs through the examiner's
 * rules for silence; then the test is ended politely.
 */
import type { AudioInput, CandidateControls } from '../../engine/ports/audio-input.js';
import type { Clock } from '../../engine/ports/clock.js';
import { spokenMs } from '../../engine/speech/spoken-ms.js';
import type { CandidateAction } from '../../engine/session/actions.js';
import type { SessionEvent, SessionEventOf } from '../../engine/session/log/events.js';
import { FRAME_MS, SILENT_FRAME } from '../../engine/speech/frame.js';
import type { Frame, MaybePromise } from '../../engine/speech/frame.js';
import { FramePacer } from '../recorded-candidate/frame-pacer.js';

/** Nobody types faster: 15 characters a second. A keyboard does not tell when a line was begun. */
const TYPED_CHARACTER_MS = 1000 / 15;

export interface TypedInputOptions {
  readonly clock: Clock;
  readonly pace: 'real' | 'virtual';
  /** One answer per line; left out where a screen takes the answers. */
  readonly lines?: AsyncIterable<string>;
  /** Who writes the lines: a person at a keyboard is waited for, and may still answer after an empty line. */
  readonly from?: 'pipe' | 'keyboard';
  /** Told of a line that is no answer any more. */
  readonly onLate?: (text: string) => void;
}

export function createTypedInput(options: TypedInputOptions): AudioInput {
  return new TypedInput(options);
}

class TypedInput implements AudioInput {
  readonly description: string;
  readonly hearsPlayback = false;
  readonly #lines: AsyncIterator<string> | null;
  readonly #pacer: FramePacer | null;
  readonly #keyboard: boolean;
  readonly #onLate: (text: string) => void;
  #controls: CandidateControls | null = null;
  #closed = false;
  #frame = 0;
  /** The turn in progress still has no line. */
  #waiting = false;
  /** A line asked for and not yet come; in real time it may outlast a turn. */
  #coming: Promise<IteratorResult<string> | null> | null = null;
  /** The frame in which it came. */
  #cameAt = 0;
  /** The question that was left while its line had not come. */
  #left: string | null = null;
  /** The frame in which the newest question was asked for the first time. */
  #askedAt = 0;
  #answer: { readonly frame: number; readonly action: CandidateAction } | null = null;
  /** The question that found no more lines: the last one to be silent about. */
  #unanswered: string | null = null;
  #linesEnded = false;
  #questionId: string | null = null;

  constructor(options: TypedInputOptions) {
    this.#lines = options.lines?.[Symbol.asyncIterator]() ?? null;
    this.#pacer = options.pace === 'real' ? new FramePacer(options.clock) : null;
    this.#keyboard = options.from === 'keyboard';
    this.#onLate = options.onLate ?? (() => undefined);
    this.description = this.#lines === null || this.#keyboard ? 'typed answers' : 'typed answers from a pipe';
  }

  async open(controls: CandidateControls): Promise<void> {
    this.#controls = controls;
  }

  read(): MaybePromise<Frame | null> {
    if (this.#closed) return null;
    if (this.#pacer !== null) return this.#pacer.next().then(() => (this.#closed ? null : this.#next()));
    if (this.#waiting) return this.#takeLine().then(() => (this.#closed ? null : this.#next()));
    return this.#next();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#pacer?.stop();
    // Not awaited: a pipe that stays open answers only when its next line comes.
    void this.#lines?.return?.().catch(() => {});
  }

  onEvent(event: SessionEvent): void {
    if (event.type === 'question.asked') this.#askedAt = this.#frame;
    if (event.type === 'turn.started') this.#listen(event);
    if (event.type === 'turn.ended') {
      if (this.#waiting) this.#left = this.#questionId;
      this.#waiting = false;
      this.#answer = null;
    }
  }

  #listen(event: SessionEventOf<'turn.started'>): void {
    this.#questionId = event.questionId;
    // It was only said again.
    if (this.#left === event.questionId) this.#left = null;
    if (this.#lines === null) return;
    if (this.#linesEnded) {
      if (this.#unanswered !== event.questionId) this.#controls?.act({ type: 'quit' });
      return;
    }
    this.#waiting = true;
    if (this.#keyboard) this.#controls?.act({ type: 'typing', typing: true });
    if (this.#pacer !== null) void this.#takeLine();
  }

  /** Never rejects: a pipe that breaks is a pipe that ended. */
  async #takeLine(): Promise<void> {
    const coming = (this.#coming ??= this.#nextLine());
    const step = await coming;
    // The turn may have ended, and another one may have waited for the same line and taken it.
    if (this.#coming !== coming || !this.#waiting || this.#closed) return;
    this.#waiting = false;
    this.#coming = null;
    const ended = step === null || step.done === true;
    const text = ended ? '' : step.value.trim();
    const late = this.#left !== null && this.#cameAt - this.#typedFrames(text) < this.#askedAt;
    this.#left = null;
    if (late && text !== '') {
      this.#onLate(text);
      this.#waiting = true;
      return this.#takeLine();
    }
    if (text === '' && this.#keyboard) this.#controls?.act({ type: 'typing', typing: false });
    if (ended) {
      this.#linesEnded = true;
      this.#unanswered = this.#questionId;
      return;
    }
    if (text === '') {
      if (!this.#keyboard) return;
      this.#waiting = true;
      return this.#takeLine();
    }
    if (this.#pacer !== null) {
      this.#controls?.act({ type: 'answer', text });
      return;
    }
    const saying = spokenMs(text);
    this.#controls?.act({ type: 'typing', typing: true });
    this.#answer = {
      frame: this.#frame + Math.round(saying / FRAME_MS),
      action: { type: 'answer', text, spokenMs: saying },
    };
  }

  async #nextLine(): Promise<IteratorResult<string> | null> {
    const step = await this.#lines?.next().catch(() => null);
    this.#cameAt = this.#frame;
    return step ?? null;
  }

  /** How long typing it took at least; programs take no time. */
  #typedFrames(text: string): number {
    return this.#keyboard ? (text.length * TYPED_CHARACTER_MS) / FRAME_MS : 0;
  }

  #next(): Frame {
    if (this.#answer !== null && this.#answer.frame <= this.#frame) {
      const { action } = this.#answer;
      this.#answer = null;
      this.#controls?.act(action);
    }
    this.#frame++;
    return SILENT_FRAME;
  }
}
