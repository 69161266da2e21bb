/** Says the exam's lines and logs when each is first heard; one that was begun early goes on where it is. */
import type { ExaminerLine, ExamState } from '../../exam/types.js';
import type { Clock } from '../../ports/clock.js';
import { samplesToMs } from '../../speech/frame.js';
import { EarlyReply, type BegunLine } from './early-reply.js';
import type { SessionEventBody } from '../log/events.js';
import type { ExaminerVoice } from './examiner-voice.js';
import type { LinePreparer } from './line-preparer.js';
import type { ResponseLatency } from '../turn/response-latency.js';

export interface LineSpeakerOptions {
  readonly lines: LinePreparer;
  readonly voice: ExaminerVoice;
  readonly latency: ResponseLatency;
  readonly clock: Clock;
  readonly state: () => ExamState;
  readonly mediaTimeMs: () => number;
  /** The first frame of a line was handed over. */
  readonly heard: () => void;
  readonly log: (body: SessionEventBody) => void;
}

export class LineSpeaker {
  readonly early: EarlyReply;
  readonly #options: LineSpeakerOptions;

  constructor(options: LineSpeakerOptions) {
    this.#options = options;
    this.early = new EarlyReply(options);
  }

  /** @param ended called when the line's last frame was handed over; with its media time where that was before now */
  speak(line: ExaminerLine, ended: (endedMs?: number) => void): void {
    const { early } = this;
    const { lines, voice, latency, heard, mediaTimeMs } = this.#options;
    const begun = early.take(line, (endedMs) => {
      if (endedMs === mediaTimeMs()) ended();
      else ended(endedMs);
    });
    if (begun !== null && begun.firstFrame !== null) {
      const silenceMs = samplesToMs(begun.firstFrame.silentSamples);
      this.#logStart(line, begun, latency.earlyFrame(begun.firstFrame, silenceMs));
      early.resume(begun);
      return;
    }
    this.dropEarly();
    const { line: sound, prepared } = lines.take(line.text);
    latency.dispatched();
    voice.play(sound, {
      started: (silentSamples) => {
        heard();
        const responded = latency.firstFrame(samplesToMs(silentSamples));
        this.#logStart(line, { sound, prepared, firstFrame: null }, responded);
      },
      ended: () => {
        ended();
      },
    });
  }

  /** The exam does something else than was begun early: what was heard of it is logged as a correction. */
  dropEarly(): void {
    const dropped = this.early.drop();
    if (dropped === null) return;
    const { line, spokenMs } = dropped;
    const lineId = `${line.lineId}-early`;
    this.#logStart({ ...line, lineId }, dropped, null);
    this.#options.log({ type: 'speech.interrupted', lineId, spokenMs, by: 'correction' });
  }

  #logStart(
    { lineId, purpose, text }: ExaminerLine,
    { sound, prepared, firstFrame }: Pick<BegunLine, 'sound' | 'prepared' | 'firstFrame'>,
    responded: ReturnType<ResponseLatency['firstFrame']>,
  ): void {
    const { log, lines, mediaTimeMs } = this.#options;
    const provider = sound.voice === '' ? lines.voice : sound.voice;
    const begun =
      firstFrame === null || firstFrame.mediaMs === mediaTimeMs() ? {} : { heardFromMs: firstFrame.mediaMs };
    log({ type: 'speech.started', lineId, purpose, text, provider, prepared, ...begun });
    if (responded !== null) log({ type: 'turn.responded', ...responded });
  }
}
