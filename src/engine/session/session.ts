/**
 * A session: frames in, frames out, and a log of events in between. The loop reads one frame of the candidate, works on
 * it, hands one frame of the examiner over, and reads the next; everything slower happens beside it.
 */
import { advanceExam, resumeExam, startExam } from '../exam/examiner.js';
import { messageOf } from '../errors.js';
import { FRAME_MS, type Frame } from '../speech/frame.js';
import type { CandidateAction } from './actions.js';
import { ConnectedParts } from './connected-parts.js';
import { firstEvents } from './first-events.js';
import { createEventLog, type EventLog } from './log/event-log.js';
import type { SessionEvent, SessionEventBody } from './log/events.js';
import { ProviderFailures } from './log/provider-failures.js';
import type { LiveSession, LiveStatus, SessionResult } from './running-session.js';
import { saidSoFar } from './said-so-far.js';
import type { SessionOptions } from './session-options.js';
import { checkEnds, closeEnds, openOutput } from './session-parts.js';
import { sessionStatus } from './session-status.js';
import type { HeardFrame } from './turn/candidate-audio.js';
import { Watchers } from './watchers.js';

/** Speech over the examiner that counts as an interruption: longer than "mm-hm", shorter than a sentence. */
const INTERRUPTION_MS = 320;
/** Status every 100 ms. */
const FRAMES_PER_STATUS = 5;

/** Starts a session; it runs until the exam, the input or an abort ends it. Rejects only when it cannot begin. */
export async function startSession(options: SessionOptions): Promise<LiveSession> {
  const session = new RunningSession(options);
  await session.open();
  return session;
}

class RunningSession implements LiveSession {
  readonly sessionId: string;
  readonly finished: Promise<SessionResult>;
  readonly #options: SessionOptions;
  readonly #log: EventLog;
  readonly #parts: ConnectedParts;
  readonly #settle: (result: SessionResult | Promise<never>) => void;
  readonly #watchers: Watchers;
  readonly #failures: ProviderFailures;
  #mediaTimeMs: number;
  #frames = 0;
  #paused = false;
  #watcherError: { readonly error: unknown } | null = null;
  #result: SessionResult | null = null;
  /** Work under way beside the loop whose results the next frame may need. */
  #pending = 0;
  /**
   * Something was begun that nobody waits for. What it says at once belongs to the frame in which it was begun: at full speed a
   * frame ends without giving way, and a log would tell by its times how fast it was made.
   */
  #begun = false;
  #stopListening: (() => void) | undefined;

  constructor(options: SessionOptions) {
    const { clock, resume } = options;
    this.#options = options;
    this.sessionId = options.sessionId;
    this.#watchers = new Watchers(options.observers, (error) => {
      this.#watcherError ??= { error };
      void this.#end('failed', messageOf(error));
    });
    this.#mediaTimeMs = resume?.mediaTimeMs ?? 0;
    let settle: (result: SessionResult | Promise<never>) => void = () => undefined;
    this.finished = new Promise((resolve) => (settle = resolve));
    this.#settle = settle;
    const mediaTimeMs = (): number => this.#mediaTimeMs;
    this.#log = createEventLog({ clock, mediaTimeMs, lastSequence: resume?.lastSequence ?? 0 });
    this.#log.subscribe((event) => {
      this.#watchers.event(event);
      options.input.onEvent?.(event);
    });
    this.#failures = new ProviderFailures((body) => this.#append(body));
    this.#parts = new ConnectedParts(options, {
      log: this.#log,
      failures: this.#failures,
      mediaTimeMs,
      track: (work) => {
        this.#track(work);
      },
      begun: () => {
        this.#begun = true;
      },
      isOver: () => this.#isOver(),
      pause: (paused) => {
        this.#pause(paused);
      },
      end: (status, why) => this.#end(status, why),
    });
  }

  /** Opens the ends and the recogniser, logs the beginning, and lets the loop run. */
  async open(): Promise<void> {
    const { input } = this.#options;
    try {
      await Promise.all([
        input.open({ act: (action) => this.act(action) }),
        openOutput(this.#options),
        this.#parts.recogniser?.open(),
      ]);
    } catch (error) {
      await this.#close();
      throw error;
    }
    for (const event of firstEvents(this.#options)) this.#append(event);
    this.#stopListening = this.#options.notices?.listen((notice) => {
      this.#failures.noticed(notice);
    });
    void this.#run();
  }

  act(action: CandidateAction): void {
    if (this.#result === null) this.#parts.actions.carryOut(action);
  }

  abort(why: string): void {
    this.#parts.finalScore.giveUp(why);
    void this.#end('aborted', why);
  }

  async #run(): Promise<void> {
    const { input, clock, resume, plan } = this.#options;
    try {
      // Whoever started the session may act before its first frame.
      await clock.settle();
      if (this.#isOver()) return;
      const begin = { type: 'begin', atMs: this.#mediaTimeMs } as const;
      this.#parts.conductor.run(
        resume === null
          ? advanceExam(startExam(plan), begin)
          : resumeExam(resume.state, this.#mediaTimeMs, saidSoFar(resume.earlier)),
      );
      while (this.#result === null) {
        const read = input.read();
        const frame = read instanceof Promise ? await read : read;
        // The session may have been aborted while the frame was awaited; the analyser cannot know.
        if (this.#isOver()) break;
        if (frame === null) {
          await this.#end('failed', 'the microphone or input stopped delivering');
          break;
        }
        if (!this.#paused) this.#step(frame);
        if (this.#pending > 0 || this.#begun) await this.#settleBegun();
        this.#parts.speaker.early.begin(this.#mediaTimeMs);
        if (this.#begun) await this.#settleBegun();
        const passed = clock.elapse(FRAME_MS);
        if (passed instanceof Promise) await passed;
      }
    } catch (error) {
      this.#failures.failed('input', input.description, error);
      await this.#end('failed', messageOf(error));
    }
  }

  async #settleBegun(): Promise<void> {
    this.#begun = false;
    await this.#options.clock.settle();
  }

  #isOver(): boolean {
    return this.#result !== null;
  }

  #step(frame: Frame): void {
    const { audio, conductor, listener, rejoin, voice } = this.#parts;
    const played = voice.tick();
    const heard = audio.hear(frame, played, this.#mediaTimeMs);
    this.#options.recorder?.write(heard.raw, played);
    this.#mediaTimeMs += FRAME_MS;
    void listener.hear(heard);
    if (listener.candidateSpeaking && heard.candidate) audio.adapt(heard);
    this.#noticeInterruption(heard);
    const { activity } = conductor;
    rejoin.tick(activity === 'speaking' || activity === 'thinking');
    conductor.tick();
    checkEnds(this.#options, this.#failures);
    this.#frames += 1;
    if (this.#frames % FRAMES_PER_STATUS === 0) this.#notifyStatus();
  }

  #noticeInterruption(heard: HeardFrame): void {
    const { conductor, listener } = this.#parts;
    if (this.#options.bargeIn === 'off' || !heard.candidate || listener.ongoingSpeechMs < INTERRUPTION_MS) return;
    if (conductor.isInterruptedBySpeechSince(listener.ongoingSinceMs)) conductor.interrupt('candidate');
  }

  #pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#append({ type: paused ? 'session.paused' : 'session.unpaused' });
    this.#notifyStatus();
  }

  async #end(status: SessionResult['status'], why: string): Promise<void> {
    if (this.#result !== null) return;
    this.#result = { sessionId: this.sessionId, status, why };
    const { voice, suggester, rejoin } = this.#parts;
    voice.stop();
    suggester?.close();
    rejoin.forget();
    const left = status === 'aborted' ? null : await this.#score();
    this.#result = left === null ? this.#result : { ...this.#result, status: 'aborted', why: left };
    this.#stopListening?.();
    this.#append({ type: 'session.ended', status: this.#result.status, why: this.#result.why });
    this.#log.close();
    this.#notifyStatus();
    await this.#close();
    // Who failed at the very end could not make a failure of the test any more.
    const untold = this.#result.status === 'failed' ? null : this.#watcherError;
    this.#settle(untold === null ? this.#result : Promise.reject(untold.error));
  }

  /** @returns why nobody waited for the score; null unless the session was aborted meanwhile */
  async #score(): Promise<string | null> {
    const outcome = await this.#parts.finalScore.outcome();
    if (outcome.type === 'scored') this.#append({ type: 'session.scored', score: outcome.score });
    if (outcome.type === 'failed') this.#failures.failed('scorer', 'bands', outcome.error);
    return outcome.type === 'givenUp' ? outcome.why : null;
  }

  #track(work: Promise<void>): void {
    this.#pending += 1;
    void work
      .catch((error: unknown) => this.#end('failed', messageOf(error)))
      .finally(() => {
        this.#pending -= 1;
      });
  }

  async #close(): Promise<void> {
    const { suggester, lines, recogniser } = this.#parts;
    suggester?.close();
    lines.close();
    await closeEnds(this.#options, recogniser);
  }

  #append(body: SessionEventBody): SessionEvent {
    return this.#log.append(body);
  }

  #notifyStatus(): void {
    if (!this.#watchers.any) return;
    const status: LiveStatus = sessionStatus({
      atMs: this.#mediaTimeMs,
      ...this.#parts,
      plan: this.#options.plan,
      acoustic: this.#options.speechToText !== null,
    });
    this.#watchers.status(status);
  }
}
