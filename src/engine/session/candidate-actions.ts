/** Carries out what a candidate does besides speaking: keys and typed answers. */
import type { CandidateAction } from './actions.js';
import type { CandidateAudio } from './turn/candidate-audio.js';
import type { SessionEventBody } from './log/events.js';
import type { ExamConductor } from './examiner/exam-conductor.js';
import type { ResponseLatency } from './turn/response-latency.js';
import type { Track } from './session-options.js';
import type { TurnListener } from './turn/turn-listener.js';
import type { TurnRejoin } from './turn-rejoin.js';
import type { TypedAnswer } from './turn/turn-answer.js';
import type { TurnReporter } from './turn/turn-reporter.js';

export interface CandidateActionsOptions {
  readonly conductor: ExamConductor;
  readonly listener: TurnListener;
  readonly reporter: TurnReporter;
  readonly rejoin: TurnRejoin;
  readonly latency: ResponseLatency;
  readonly audio: CandidateAudio;
  readonly mediaTimeMs: () => number;
  readonly isOver: () => boolean;
  readonly pause: (paused: boolean) => void;
  readonly log: (body: SessionEventBody) => void;
  readonly track: Track;
}

export class CandidateActions {
  readonly #options: CandidateActionsOptions;
  /** Typed while nobody listened and nothing could be interrupted. */
  #early: TypedAnswer | null = null;

  constructor(options: CandidateActionsOptions) {
    this.#options = options;
  }

  carryOut(action: CandidateAction): void {
    const { conductor, listener, audio, mediaTimeMs, pause, log, track } = this.#options;
    switch (action.type) {
      case 'repeat':
        if (conductor.activity === 'listening') track(this.#repeat());
        return;
      case 'finished':
        if (conductor.activity === 'preparing') conductor.endPreparation('skipped');
        else if (listener.firstSpeechAtMs !== null) listener.endNow('finishedKey', mediaTimeMs());
        return;
      case 'mute':
        audio.muted = action.muted;
        log({ type: 'candidate.muted', muted: action.muted });
        return;
      case 'typing':
        listener.typing = action.typing;
        return;
      case 'answer':
        // To nothing that was asked.
        if (!listener.listening && action.text.trim() === '') return;
        // First, for interrupting may begin the turn, and what was typed before is the same answer.
        this.#early = this.#early === null ? action : together(this.#early, action);
        conductor.interrupt('key');
        if (listener.listening) this.listens();
        return;
      case 'pause':
      case 'unpause':
        pause(action.type === 'pause');
        return;
      case 'quit':
        this.#quit();
    }
  }

  /** A turn has begun: what was typed too early is its answer. */
  listens(): void {
    const answer = this.#early;
    this.#early = null;
    if (answer === null) return;
    const { listener, reporter, mediaTimeMs } = this.#options;
    reporter.typed(answer);
    listener.endNow('typed', mediaTimeMs());
  }

  /** What was being said is thrown away, the question comes again. */
  async #repeat(): Promise<void> {
    const { conductor, listener, latency, mediaTimeMs, isOver } = this.#options;
    latency.forget();
    conductor.turnEnded();
    await listener.cancel();
    if (!isOver()) conductor.input({ type: 'repeatRequested', atMs: mediaTimeMs() });
  }

  #quit(): void {
    const { conductor, listener, latency, rejoin, pause, track } = this.#options;
    pause(false);
    rejoin.forget();
    track(listener.cancel());
    latency.forget();
    conductor.quit();
  }
}

/** Two lines as one answer, which took as long as both where both say it. */
function together(first: TypedAnswer, second: TypedAnswer): TypedAnswer {
  const text = `${first.text} ${second.text}`.trim();
  const known = first.spokenMs !== undefined && second.spokenMs !== undefined;
  return { type: 'answer', text, ...(known ? { spokenMs: first.spokenMs + second.spokenMs } : {}) };
}
