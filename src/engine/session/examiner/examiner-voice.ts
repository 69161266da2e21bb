/**
 * Plays examiner lines frame by frame. One frame is always handed over ahead, so the first sound leaves at once
 * instead of at the next tick, and the device has a frame in hand when a tick comes late.
 */
import type { AudioOutput } from '../../ports/audio-output.js';
import { SILENT_FRAME, type Frame } from '../../speech/frame.js';
import type { Track } from '../session-options.js';
import { isAudible, type SpokenLine } from './spoken-line.js';

export interface VoiceListener {
  /** The first frame was handed over. @param silentSamples samples in it before the first that can be heard */
  started(silentSamples: number): void;
  ended(): void;
}

interface Playing {
  readonly line: SpokenLine;
  readonly listener: VoiceListener;
  started: boolean;
}

export class ExaminerVoice {
  readonly #output: AudioOutput;
  readonly #track: Track;
  #playing: Playing | null = null;
  /** Handed over, and heard in the coming tick. */
  #ahead: Frame | null = null;
  /** Frames written beyond one per tick: each line starts with one, and without paying it back devices would lag ever more. */
  #surplus = 0;

  constructor(output: AudioOutput, track: Track) {
    this.#output = output;
    this.#track = track;
  }

  get speaking(): boolean {
    return this.#playing !== null;
  }

  play(line: SpokenLine, listener: VoiceListener): void {
    const playing: Playing = { line, listener, started: false };
    this.#playing = playing;
    if (line.ready) this.#handOverAhead(playing);
    else {
      this.#track(
        line.whenReady().then(() => {
          if (this.#playing === playing) this.#handOverAhead(playing);
        }),
      );
    }
  }

  /** Falls silent at once and forgets the line. @returns how much of it was said */
  stop(): number {
    const playedMs = this.#playing?.line.playedMs ?? 0;
    this.#playing = null;
    this.#ahead = null;
    this.#surplus = 0;
    this.#output.flush();
    return playedMs;
  }

  /** Once per 20 ms. @returns the examiner's frame of this tick, for the recording and the echo gate */
  tick(): Frame {
    const playing = this.#playing;
    const now = this.#ahead ?? SILENT_FRAME;
    this.#ahead = null;
    if (playing === null) {
      this.#writeSilence();
      return now;
    }
    if (playing.started) this.#handOver(playing);
    return now;
  }

  #writeSilence(): void {
    if (this.#surplus > 0) this.#surplus -= 1;
    else this.#output.write(SILENT_FRAME);
  }

  #handOverAhead(playing: Playing): void {
    if (this.#ahead !== null) return;
    this.#surplus += 1;
    this.#handOver(playing);
  }

  #handOver(playing: Playing): void {
    const frame = playing.line.nextFrame();
    if (frame === null) {
      this.#playing = null;
      this.#writeSilence();
      playing.listener.ended();
      return;
    }
    this.#ahead = frame;
    this.#output.write(frame);
    if (playing.started) return;
    playing.started = true;
    playing.listener.started(Math.max(0, frame.findIndex(isAudible)));
  }
}
