/**
 * What a recorded candidate is saying, frame by frame: loaded before its first frame, broken off when the examiner speaks, and
 * kept a record of. It knows nothing of the session but when the examiner is heard.
 */
import type { AnswerSamples } from '../../engine/replay/candidate-answer.js';
import type { SaidAnswer } from '../../engine/replay/said-answers.js';
import { inTurn, speechSpan, stoppedAt } from '../../engine/replay/said-answers.js';
import { FRAME_MS, FRAME_SAMPLES, SILENT_FRAME, type Frame } from '../../engine/speech/frame.js';

/** A voice is noticed, and the next word held back, no sooner than this (simple reaction to sound: 150 to 200 ms). */
const NOTICED_FRAMES = 200 / FRAME_MS;
/** Who is speaking gives way to an examiner who goes on for as long as this. */
const GIVES_WAY_FRAMES = 800 / FRAME_MS;
/** Sound this close to the moment counts as speaking. */
const SPEAKING_FRAMES = 100 / FRAME_MS;
/** Two minutes of a long turn are 4 MB, and as much again as they are heard. */
const FORGOTTEN_FRAMES = 30_000 / FRAME_MS;

const NOTHING = new Int16Array(0);

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

export interface WhatToSay {
  readonly startFrame: number;
  /** Its place in the list of answers, from 1. */
  readonly answer: number;
  /** Null: of a turn that has not begun. */
  readonly turnId: string | null;
  readonly interrupts: boolean;
  /** Also after a pause in which the examiner began. */
  readonly goesOn: boolean;
}

export class CandidateSpeech {
  readonly #said: SaidAnswer[] = [];
  #utterance: Utterance | null = null;
  /** Until the newest utterance is in memory: no frame is given before that. */
  #loading: Promise<void> | null = null;
  #stopSpeaking = false;
  /** The examiner speaks, after nothing but a silence: since which frame. */
  #heardSince: number | null = null;

  get said(): readonly SaidAnswer[] {
    return this.#said;
  }

  get loading(): Promise<void> | null {
    return this.#loading;
  }

  hasBegun(frame: number): boolean {
    return this.#utterance !== null && this.#utterance.startFrame < frame;
  }

  /** Nothing was said in a turn, but typed, pressed or kept silent. */
  nothingSaid(answer: number, turnId: string): void {
    this.#said.push({ answer, turnId, audio: null });
  }

  say(samples: AnswerSamples, { startFrame, answer, turnId, interrupts, goesOn }: WhatToSay): void {
    const own = !(samples instanceof Int16Array);
    const place = this.#said.push({ answer, turnId, audio: null }) - 1;
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

  /** An interruption was begun before its turn, and what goes on has had one. */
  belongsTo(turnId: string): void {
    const last = this.#said.at(-1);
    if (last !== undefined) this.#said[this.#said.length - 1] = inTurn(last, turnId);
  }

  /** What has not begun by then is not said. */
  dropUnbegun(frame: number): void {
    if (this.#utterance !== null && this.#utterance.startFrame >= frame) this.#utterance = null;
  }

  /**
   * The examiner is heard. Whoever interrupts goes on.
   * @param afterSilence the turn ended by nothing but a silence: people need a moment to notice
   */
  hearsExaminer(frame: number, afterSilence: boolean): void {
    if (this.#utterance === null || this.#utterance.interrupts) return;
    if (afterSilence) this.#heardSince ??= frame;
    else this.#stopSpeaking = true;
  }

  /** The examiner fell silent again. */
  hearsNobody(): void {
    this.#heardSince = null;
  }

  /** What comes next is a new utterance, which nobody has spoken over yet. */
  beginsAnew(): void {
    this.#stopSpeaking = false;
  }

  frame(frame: number): Frame {
    return this.#utterance === null ? SILENT_FRAME : this.#speak(this.#utterance, frame);
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

  #speak(utterance: Utterance, frame: number): Frame {
    if (frame < utterance.startFrame) return SILENT_FRAME;
    forgetSaid(utterance, frame);
    const { samples } = utterance;
    const at = (frame - utterance.startFrame) * FRAME_SAMPLES;
    this.#giveWay(utterance, at, frame);
    if (this.#utterance === null) return SILENT_FRAME;
    const last = at + FRAME_SAMPLES >= samples.length;
    if (this.#stopSpeaking && !last) this.#leaveUnsaid(frame);
    if (this.#stopSpeaking || last) this.#utterance = null;
    if (at + FRAME_SAMPLES <= samples.length) {
      // A view: only a frame that is changed needs to be a copy.
      const view = samples.subarray(at, at + FRAME_SAMPLES);
      const spoken = this.#stopSpeaking ? fadedOut(view) : view;
      this.#stopSpeaking = false;
      return spoken;
    }
    this.#stopSpeaking = false;
    const padded = new Int16Array(FRAME_SAMPLES);
    padded.set(samples.subarray(at));
    return padded;
  }

  /** What hearing the examiner does to somebody who has not finished. */
  #giveWay({ samples, goesOn }: Utterance, at: number, frame: number): void {
    if (this.#heardSince === null) return;
    const heardFrames = frame - this.#heardSince;
    if (heardFrames === NOTICED_FRAMES && !goesOn && !isSpeaking(samples, at)) {
      this.#heardSince = null;
      this.#leaveUnsaid(frame);
      this.#utterance = null;
    } else if (heardFrames === GIVES_WAY_FRAMES) {
      this.#heardSince = null;
      this.#stopSpeaking = true;
    }
  }

  /** The rest of what is being said. */
  #leaveUnsaid(frame: number): void {
    const place = this.#utterance?.place ?? -1;
    const said = this.#said[place];
    if (said !== undefined) this.#said[place] = stoppedAt(said, frame * FRAME_MS);
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
