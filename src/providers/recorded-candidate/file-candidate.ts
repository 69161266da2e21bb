/**
 * A candidate whose answers are recorded: an audio input that listens to the session's events and answers once each time
 * the examiner begins to listen. All times are counted in frames, so that the same answers give the same session.
 *
 * - One entry of the list is used per turn; a repeated question is a new turn. After the last there is silence.
 * - An answer that has not begun when its turn ends is dropped. One that is still being said when the examiner speaks
 *   again stops there, as people do, so that one wrong end of turn does not spoil every turn after it. After an end of turn
 *   that was only silence people need a moment to notice: who is speaking by then goes on, and stops when the examiner
 *   does not; who is not leaves the rest unsaid, unless the answer says otherwise.
 * - Nothing is said in the preparation minute.
 */
import { Arrivals, type AudioChannel } from './degrade/arrivals.js';
import type { CandidateAnswer } from '../../engine/replay/candidate-answer.js';
import { spokenMs } from '../../engine/speech/spoken-ms.js';
import type { SaidAnswer } from '../../engine/replay/said-answers.js';
import type { AudioInput, CandidateControls } from '../../engine/ports/audio-input.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { CandidateAction } from '../../engine/session/actions.js';
import type { SessionEvent, SessionEventOf } from '../../engine/session/log/events.js';
import { msToFrames } from '../../engine/speech/frame.js';
import type { Frame, MaybePromise } from '../../engine/speech/frame.js';
import { AnswerOrder, type PartStarts } from './answer-order.js';
import { CandidateSpeech } from './candidate-speech.js';
import { FramePacer } from './frame-pacer.js';
import { NoiseBed } from './noise-bed.js';
import type { NoiseOptions } from './noise-bed.js';

export interface FileCandidateOptions {
  readonly answers: readonly CandidateAnswer[];
  readonly clock: Clock;
  /** `real` delivers a frame every 20 ms of the clock; `virtual` at once, since the session itself moves the clock. */
  readonly pace: 'real' | 'virtual';
  /** Needs answers that are in memory: how loud it is depends on all of them. */
  readonly noise?: NoiseOptions;
  /** What microphone and network do to the sound after the noise was added. */
  readonly channel?: AudioChannel;
  /** Presses "finished" this long into the preparation minute; left out, the whole minute is used. */
  readonly skipPreparationMs?: number;
  readonly description?: string;
  readonly partStarts?: PartStarts;
}

/** Lines during which an `interruption` may start: those that ask something. */
const ASKING = new Set(['identity', 'question', 'followUp', 'roundingOff', 'repeat', 'rephrase']);

export interface RecordedCandidate extends AudioInput {
  /** The newest answer: its place in the list, from 1 (0 before the first), and whether the newest turn goes on with it. */
  answering(): { readonly number: number; readonly goesOn: boolean };
  /** What was said so far, in order. */
  readonly said: readonly SaidAnswer[];
}

export function createFileCandidate(options: FileCandidateOptions): RecordedCandidate {
  return new FileCandidate(options);
}

interface PlannedAction {
  readonly frame: number;
  readonly action: CandidateAction;
}

class FileCandidate implements RecordedCandidate {
  readonly description: string;
  readonly hearsPlayback = false;
  readonly #options: FileCandidateOptions;
  readonly #pacer: FramePacer | null;
  readonly #noise: NoiseBed | null;
  #controls: CandidateControls | null = null;
  #closed = false;
  /** Frames delivered so far. */
  #frame = 0;
  /** In the order of their frames. */
  #actions: readonly PlannedAction[] = [];
  /** The coming turn's answer is an interruption that was started, or planned, during the question. */
  #answeredAhead = false;
  #turnEndedBySilence = false;
  /** The newest turn is another one of the same answer. */
  #goesOn = false;
  #spokenToSinceTurn = true;
  readonly #order: AnswerOrder;
  readonly #speech = new CandidateSpeech();
  readonly #arrivals = new Arrivals();

  constructor(options: FileCandidateOptions) {
    this.#options = options;
    this.#order = new AnswerOrder(options.answers, options.partStarts);
    this.description = options.description ?? `recorded answers (${String(options.answers.length)})`;
    this.#pacer = options.pace === 'real' ? new FramePacer(options.clock) : null;
    this.#noise =
      options.noise === undefined
        ? null
        : new NoiseBed(
            options.noise,
            options.answers.flatMap((answer) =>
              'samples' in answer && answer.samples instanceof Int16Array ? [answer.samples] : [],
            ),
          );
  }

  answering(): { readonly number: number; readonly goesOn: boolean } {
    return { number: this.#order.used, goesOn: this.#goesOn };
  }

  get said(): readonly SaidAnswer[] {
    return this.#arrivals.placed(this.#speech.said);
  }

  async open(controls: CandidateControls): Promise<void> {
    this.#controls = controls;
  }

  read(): MaybePromise<Frame | null> {
    if (this.#closed) return null;
    const { loading } = this.#speech;
    if (loading !== null) return loading.then(() => this.read());
    if (this.#pacer === null) return this.#next();
    return this.#pacer.next().then(() => (this.#closed ? null : this.#next()));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#pacer?.stop();
  }

  onEvent(event: SessionEvent): void {
    switch (event.type) {
      case 'part.started':
        this.#order.partStarted(event.part);
        break;
      case 'speech.started':
        this.#examinerSpeaks(event);
        break;
      case 'turn.started':
        this.#goesOn = !this.#answeredAhead && this.#isGoingOn();
        if (this.#answeredAhead || this.#goesOn) this.#speech.belongsTo(event.turnId);
        else this.#answer(event.turnId);
        this.#answeredAhead = false;
        break;
      case 'turn.rejoined':
        this.#speech.hearsNobody();
        break;
      case 'turn.ended':
        this.#spokenToSinceTurn = false;
        this.#turnEndedBySilence = event.reason === 'endpoint';
        this.#actions = [];
        this.#speech.dropUnbegun(this.#frame);
        break;
      case 'preparation.started':
        if (this.#options.skipPreparationMs !== undefined) {
          this.#plan({ type: 'finished' }, this.#options.skipPreparationMs);
        }
        break;
      case 'preparation.ended':
        this.#actions = [];
        break;
      default:
    }
  }

  #examinerSpeaks(event: SessionEventOf<'speech.started'>): void {
    this.#spokenToSinceTurn = true;
    this.#speech.hearsExaminer(this.#frame, this.#turnEndedBySilence);
    const answer = this.#order.upcoming();
    if (answer?.kind !== 'interruption' || this.#answeredAhead || !ASKING.has(event.purpose)) return;
    this.#order.take();
    this.#answeredAhead = true;
    this.#speech.beginsAnew();
    this.#speech.say(answer.samples, {
      startFrame: this.#frame + msToFrames(answer.interruptMs),
      answer: this.#order.used,
      turnId: null,
      interrupts: true,
      goesOn: false,
    });
  }

  /** Whoever is listened to again without a word from the examiner, as after a cough, says on what is being said. */
  #isGoingOn(): boolean {
    return this.#speech.hasBegun(this.#frame) && !this.#spokenToSinceTurn;
  }

  /** The examiner listens: the next entry of the list is used. */
  #answer(turnId: string): void {
    const answer = this.#order.take();
    switch (answer?.kind) {
      case 'audio':
      case 'interruption': {
        // An interruption for which no question came before (the long turn) starts like an answer.
        this.#speech.beginsAnew();
        this.#speech.hearsNobody();
        this.#speech.say(answer.samples, {
          startFrame: this.#frame + msToFrames(answer.kind === 'audio' ? answer.delayMs : 0),
          answer: this.#order.used,
          turnId,
          interrupts: false,
          goesOn: answer.kind === 'audio' && answer.goesOn === true,
        });
        return;
      }
      case 'text': {
        const saying = spokenMs(answer.text);
        this.#plan({ type: 'typing', typing: true }, answer.delayMs);
        this.#plan({ type: 'answer', text: answer.text, spokenMs: saying }, answer.delayMs + saying);
        break;
      }
      case 'action':
        this.#plan(answer.action, answer.delayMs);
        break;
      case 'silence':
        break;
      case undefined:
        return;
    }
    this.#speech.nothingSaid(this.#order.used, turnId);
  }

  #plan(action: CandidateAction, delayMs: number): void {
    this.#actions = [...this.#actions, { action, frame: this.#frame + msToFrames(delayMs) }];
  }

  #next(): Frame {
    const due = this.#actions[0];
    if (due !== undefined && due.frame <= this.#frame) {
      this.#actions = this.#actions.slice(1);
      this.#controls?.act(due.action);
    }
    const spoken = this.#speech.frame(this.#frame);
    this.#frame++;
    const frame = this.#noise === null ? spoken : this.#noise.over(spoken);
    return this.#arrivals.through(this.#options.channel, frame, this.#frame - 1);
  }
}
