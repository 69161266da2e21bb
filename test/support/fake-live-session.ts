/** A scripted LiveSession: tests and the playground push events by hand, and it notes the keys that are pressed. */
import type { CandidateAction } from '../../src/engine/session/actions.js';
import type { SessionEvent, SessionEventBody } from '../../src/engine/session/log/events.js';
import type {
  LiveSession,
  LiveStatus,
  SessionObserver,
  SessionResult,
} from '../../src/engine/session/running-session.js';

/** One moment of a script. `status` stays in force until another one changes it. */
export interface ScriptStep {
  readonly atMs: number;
  readonly event?: SessionEventBody;
  readonly status?: Partial<LiveStatus>;
}

const FIRST_STATUS: LiveStatus = {
  atMs: 0,
  candidateSpeaking: false,
  levelDb: -90,
  partElapsedMs: 0,
  partRemainingMs: null,
  countdownMs: null,
};

export class FakeLiveSession implements LiveSession {
  readonly sessionId = 'session-1';
  readonly finished: Promise<SessionResult>;
  readonly actions: CandidateAction[] = [];
  readonly aborts: string[] = [];
  /** Called after an action was recorded; the playground answers with events. */
  onAction: (action: CandidateAction) => void = () => undefined;
  readonly #observers: SessionObserver[] = [];
  #finish: (result: SessionResult) => void = () => undefined;
  #sequence = 0;
  #status = FIRST_STATUS;
  #timers: NodeJS.Timeout[] = [];

  constructor() {
    this.finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  get atMs(): number {
    return this.#status.atMs;
  }

  observe(observer: SessionObserver): void {
    this.#observers.push(observer);
  }

  act(action: CandidateAction): void {
    this.actions.push(action);
    this.onAction(action);
  }

  abort(why: string): void {
    this.aborts.push(why);
    this.end('aborted', why);
  }

  emit(...bodies: readonly SessionEventBody[]): void {
    for (const body of bodies) {
      this.#sequence += 1;
      const event = {
        ...body,
        version: 1,
        sequence: this.#sequence,
        atMs: this.#status.atMs,
        wallTime: '2026-01-01T00:00:00.000Z',
      } as SessionEvent;
      for (const observer of this.#observers) observer.onEvent?.(event);
    }
  }

  show(status: Partial<LiveStatus>): void {
    this.#status = { ...this.#status, ...status };
    for (const observer of this.#observers) observer.onStatus?.(this.#status);
  }

  end(status: SessionResult['status'], why = ''): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.emit({ type: 'session.ended', status, why });
    this.#finish({ sessionId: this.sessionId, status, why });
  }

  /** From now on clocks and the level meter move, ten times a second. */
  passTime(): void {
    const beganAtMs = this.#status.atMs;
    const startedAt = performance.now();
    this.#timers.push(
      setInterval(() => {
        const { partElapsedMs, partRemainingMs, countdownMs, candidateSpeaking } = this.#status;
        const wave = Math.sin((performance.now() - startedAt) / 150) * 10;
        this.show({
          atMs: beganAtMs + performance.now() - startedAt,
          partElapsedMs: partElapsedMs + 100,
          partRemainingMs: partRemainingMs === null ? null : Math.max(0, partRemainingMs - 100),
          countdownMs: countdownMs === null ? null : Math.max(0, countdownMs - 100),
          levelDb: candidateSpeaking ? -25 + wave : -55,
        });
      }, 100),
    );
  }
}
