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
import type { AnswerSamples, CandidateAnswer } from '../../engine/replay/candidate-answer.js';
import { spokenMs } from '../../engine/speech/spoken-ms.js';
import type { SaidAnswer } from '../../engine/replay/said-answers.js';
import { inTurn, speechSpan, stoppedAt } from '../../engine/replay/said-answers.js';
import type { Part } from '../../engine/exam/types.js';
import type { AudioInput, CandidateControls } from '../../engine/ports/audio-input.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { CandidateAction } from '../../engine/session/actions.js';
import type { SessionEvent, SessionEventOf } from '../../engine/session/log/events.js';
import { FRAME_MS, FRAME_SAMPLES, msToFrames, SILENT_FRAME } from '../../engine/speech/frame.js';
import type { Frame, MaybePromise } from '../../engine/speech/frame.js';
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
  /**
   * Index of a part's first answer. Entries left over when the part begins are skipped, and none is used before: the
   * number of questions in a part depends on the clock, and one more or less must not shift every later answer.
   */
  readonly partStarts?: PartStarts;
}

export type PartStarts = Readonly<Partial<Record<Part, number>>>;

/** A voice is noticed, and the next word held back, no sooner than this (simple reaction to sound: 150 to 200 ms). */
const NOTICED_FRAMES = 200 / FRAME_MS;
/** Who is speaking gives way to an examiner who goes on for as long as this. */
const GIVES_WAY_FRAMES = 800 / FRAME_MS;
/** Sound this close to the moment counts as speaking. */
const SPEAKING_FRAMES = 100 / FRAME_MS;

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

interface Utterance {
  /** Empty until they are loaded, which is before its first frame. */
  samples: Int16Array;
  /** Of the first of the samples. */
  startFrame: number;
  readonly interrupts: boolean;
  /** Nobody else holds the samples: those that were said can be forgotten. */
  readonly own: boolean;
  readonly goesOn: boolean;
  /** Among what was said. */
  readonly place: number;
}

/** Two minutes of a long turn are 4 MB, and as much again as they are heard. */
const FORGOTTEN_FRAMES = 30_000 / FRAME_MS;

const NOTHING = new Int16Array(0);

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
  #nextAnswer = 0;
  #utterance: Utterance | null = null;
  /** Until the newest utterance is in memory: no frame is given before that. */
  #loading: Promise<void> | null = null;
  /** In the order of their frames. */
  #actions: readonly PlannedAction[] = [];
  /** The coming turn's answer is an interruption that was started, or planned, during the question. */
  #answeredAhead = false;
  /** First answers of parts that have not begun. */
  #reserved: Map<Part, number>;
  #stopSpeaking = false;
  /** The examiner speaks, after nothing but a silence: since which frame. */
  #heardSince: number | null = null;
  #turnEndedBySilence = false;
  /** The newest turn is another one of the same answer. */
  #goesOn = false;
  #spokenToSinceTurn = true;
  readonly #said: SaidAnswer[] = [];
  readonly #arrivals = new Arrivals();

  constructor(options: FileCandidateOptions) {
    this.#options = options;
    this.#reserved = new Map(Object.entries(options.partStarts ?? {}) as [Part, number][]);
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
    return { number: this.#nextAnswer, goesOn: this.#goesOn };
  }

  get said(): readonly SaidAnswer[] {
    return this.#arrivals.placed(this.#said);
  }

  async open(controls: CandidateControls): Promise<void> {
    this.#controls = controls;
  }

  read(): MaybePromise<Frame | null> {
    if (this.#closed) return null;
    if (this.#loading !== null) return this.#loading.then(() => this.read());
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
        this.#nextAnswer = Math.max(this.#nextAnswer, this.#reserved.get(event.part) ?? 0);
        this.#reserved.delete(event.part);
        break;
      case 'speech.started':
        this.#examinerSpeaks(event);
        break;
      case 'turn.started':
        this.#goesOn = !this.#answeredAhead && this.#isGoingOn();
        if (this.#answeredAhead || this.#goesOn) this.#belongsTo(event.turnId);
        else this.#answer(event.turnId);
        this.#answeredAhead = false;
        break;
      case 'turn.rejoined':
        this.#heardSince = null;
        break;
      case 'turn.ended':
        this.#spokenToSinceTurn = false;
        this.#turnEndedBySilence = event.reason === 'endpoint';
        this.#actions = [];
        if (this.#utterance !== null && this.#utterance.startFrame >= this.#frame) this.#utterance = null;
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
    if (this.#utterance !== null && !this.#utterance.interrupts) {
      if (this.#turnEndedBySilence) this.#heardSince ??= this.#frame;
      else this.#stopSpeaking = true;
    }
    const answer = this.#upcoming();
    if (answer?.kind !== 'interruption' || this.#answeredAhead || !ASKING.has(event.purpose)) return;
    this.#nextAnswer++;
    this.#answeredAhead = true;
    this.#stopSpeaking = false;
    this.#say(answer.samples, { afterMs: answer.interruptMs, interrupts: true, goesOn: false, turnId: null });
  }

  /** Whoever is listened to again without a word from the examiner, as after a cough, says on what is being said. */
  #isGoingOn(): boolean {
    return this.#utterance !== null && this.#utterance.startFrame < this.#frame && !this.#spokenToSinceTurn;
  }

  /** Nothing when the next answer belongs to a part that has not begun. */
  #upcoming(): CandidateAnswer | undefined {
    for (const index of this.#reserved.values()) if (index === this.#nextAnswer) return undefined;
    return this.#options.answers[this.#nextAnswer];
  }

  /** The examiner listens: the next entry of the list is used. */
  #answer(turnId: string): void {
    const answer = this.#upcoming();
    if (answer !== undefined) this.#nextAnswer++;
    switch (answer?.kind) {
      case 'audio':
      case 'interruption': {
        // An interruption for which no question came before (the long turn) starts like an answer.
        this.#stopSpeaking = false;
        this.#heardSince = null;
        const afterMs = answer.kind === 'audio' ? answer.delayMs : 0;
        const goesOn = answer.kind === 'audio' && answer.goesOn === true;
        this.#say(answer.samples, { afterMs, interrupts: false, goesOn, turnId });
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
    this.#said.push({ answer: this.#nextAnswer, turnId, audio: null });
  }

  #say(
    samples: AnswerSamples,
    {
      afterMs,
      interrupts,
      goesOn,
      turnId,
    }: {
      readonly afterMs: number;
      readonly interrupts: boolean;
      readonly goesOn: boolean;
      readonly turnId: string | null;
    },
  ): void {
    const startFrame = this.#frame + msToFrames(afterMs);
    const own = !(samples instanceof Int16Array);
    const place = this.#said.push({ answer: this.#nextAnswer, turnId, audio: null }) - 1;
    const utterance: Utterance = { samples: NOTHING, startFrame, interrupts, goesOn, own, place };
    this.#utterance = utterance;
    const loaded = (sound: Int16Array): void => {
      utterance.samples = sound;
      const span = speechSpan(sound);
      const startMs = startFrame * FRAME_MS;
      const audio =
        span === null ? null : { startMs, speechStartMs: startMs + span.startMs, speechEndMs: startMs + span.endMs };
      const said = this.#said[place];
      if (said !== undefined) this.#said[place] = { ...said, audio };
    };
    if (samples instanceof Int16Array) loaded(samples);
    else this.#load(samples, loaded);
  }

  #load(samples: () => Promise<Int16Array>, loaded: (sound: Int16Array) => void): void {
    const loading: Promise<void> = (this.#loading ?? Promise.resolve()).then(samples).then((sound) => {
      loaded(sound);
      if (this.#loading === loading) this.#loading = null;
    });
    this.#loading = loading;
    // Whoever reads the next frame hears of a failure; nobody may be left to read one.
    loading.catch(() => undefined);
  }

  /** An interruption was begun before its turn, and what goes on has had one. */
  #belongsTo(turnId: string): void {
    const last = this.#said.at(-1);
    if (last !== undefined) this.#said[this.#said.length - 1] = inTurn(last, turnId);
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
    const spoken = this.#utterance === null ? SILENT_FRAME : this.#speak(this.#utterance);
    this.#frame++;
    const frame = this.#noise === null ? spoken : this.#noise.over(spoken);
    return this.#arrivals.through(this.#options.channel, frame, this.#frame - 1);
  }

  /** What hearing the examiner does to somebody who has not finished. */
  #giveWay(samples: Int16Array, at: number, goesOn: boolean): void {
    if (this.#heardSince === null) return;
    const heardFrames = this.#frame - this.#heardSince;
    if (heardFrames === NOTICED_FRAMES && !goesOn && !isSpeaking(samples, at)) {
      this.#heardSince = null;
      this.#leaveUnsaid();
      this.#utterance = null;
    } else if (heardFrames === GIVES_WAY_FRAMES) {
      this.#heardSince = null;
      this.#stopSpeaking = true;
    }
  }

  /** The rest of what is being said. */
  #leaveUnsaid(): void {
    const place = this.#utterance?.place ?? -1;
    const said = this.#said[place];
    if (said !== undefined) this.#said[place] = stoppedAt(said, this.#frame * FRAME_MS);
  }

  #speak(utterance: Utterance): Frame {
    if (this.#frame < utterance.startFrame) return SILENT_FRAME;
    forgetSaid(utterance, this.#frame);
    const { samples } = utterance;
    const at = (this.#frame - utterance.startFrame) * FRAME_SAMPLES;
    this.#giveWay(samples, at, utterance.goesOn);
    if (this.#utterance === null) return SILENT_FRAME;
    const last = at + FRAME_SAMPLES >= samples.length;
    if (this.#stopSpeaking && !last) this.#leaveUnsaid();
    if (this.#stopSpeaking || last) this.#utterance = null;
    if (at + FRAME_SAMPLES <= samples.length) {
      // A view: only a frame that is changed needs to be a copy.
      const view = samples.subarray(at, at + FRAME_SAMPLES);
      const frame = this.#stopSpeaking ? fadedOut(view) : view;
      this.#stopSpeaking = false;
      return frame;
    }
    this.#stopSpeaking = false;
    const padded = new Int16Array(FRAME_SAMPLES);
    padded.set(samples.subarray(at));
    return padded;
  }
}

/** Keeps what is still to be said, and the moment before it. */
function forgetSaid(utterance: Utterance, frame: number): void {
  const said = frame - utterance.startFrame - SPEAKING_FRAMES;
  if (!utterance.own || said < FORGOTTEN_FRAMES) return;
  utterance.samples = utterance.samples.slice(said * FRAME_SAMPLES);
  utterance.startFrame += said;
}

/** Whether anything is said around a sample. */
function isSpeaking(samples: Int16Array, at: number): boolean {
  const near = samples.subarray(Math.max(0, at - SPEAKING_FRAMES * FRAME_SAMPLES), at);
  return speechSpan(near) !== null;
}

/** A cut in the middle of a word would click. */
function fadedOut(frame: Frame): Frame {
  return frame.map((sample, index) => Math.round(sample * (1 - index / frame.length)));
}
