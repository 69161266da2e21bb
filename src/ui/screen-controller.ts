/** Combines a live session and the keyboard into one snapshot for the screen, at most ten times a second. */
import type { SessionEvent } from '../engine/session/log/events.js';
import type { LiveSession, LiveStatus, SessionObserver } from '../engine/session/running-session.js';
import { EMPTY_VIEW, viewAfter } from './session-view.js';
import {
  interactionAfterKey,
  interactionAfterView,
  typingTurnOf,
  NO_INTERACTION,
  type Interaction,
  type ScreenAction,
} from './interaction.js';
import type { KeyPress } from './line-editor.js';
import type { SessionView } from './view-types.js';

export interface ScreenSnapshot {
  readonly view: SessionView;
  readonly status: LiveStatus | null;
  readonly interaction: Interaction;
  /** Whether the session is over, and only finished lines stay on the screen. */
  readonly closed: boolean;
}

const RENEW_EVERY_MS = 100;

/** Watches a session before it starts, so that nothing is missed; the keys have an effect once it runs. */
export class ScreenController implements SessionObserver {
  readonly #listeners = new Set<() => void>();
  #session: LiveSession | null = null;
  #snapshot: ScreenSnapshot;
  /** The snapshot plus everything that came in since it was made. */
  #next: ScreenSnapshot;
  #timer: NodeJS.Timeout | null = null;
  #typingTurnId: string | null = null;

  /** @param earlier the settled events of a resumed session */
  constructor(earlier: readonly SessionEvent[] = []) {
    const view = earlier.reduce(viewAfter, EMPTY_VIEW);
    this.#next = { view, status: null, interaction: NO_INTERACTION, closed: false };
    this.#snapshot = this.#next;
  }

  onEvent(event: SessionEvent): void {
    const view = viewAfter(this.#next.view, event);
    this.#change({ view, interaction: interactionAfterView(this.#next.interaction, view) });
    this.#tellTyping();
  }

  onStatus(status: LiveStatus): void {
    this.#change({ status });
  }

  steer(session: LiveSession): void {
    this.#session = session;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ScreenSnapshot => this.#snapshot;

  readonly press = (key: KeyPress): void => {
    const { interaction, actions } = interactionAfterKey(
      this.#next.interaction,
      key,
      this.#next.view,
      performance.now(),
    );
    this.#change({ interaction });
    for (const action of actions) this.#carryOut(action);
    this.#tellTyping();
    this.#renew();
  };

  /** Shows the last state. */
  close(): void {
    this.#change({ closed: true });
    this.#renew();
  }

  #carryOut(action: ScreenAction): void {
    // Sending an answer ends typing by itself.
    if (action.type === 'answer') this.#typingTurnId = null;
    if (action.type === 'abort') this.#session?.abort('stopped with a second Ctrl-C');
    else this.#session?.act(action);
  }

  /** Tells the session, for each turn anew, that the candidate is typing: the examiner then waits as for a speaker. */
  #tellTyping(): void {
    const { view, interaction } = this.#next;
    const before = this.#typingTurnId;
    this.#typingTurnId = typingTurnOf(interaction, view);
    if (this.#typingTurnId === before) return;
    if (this.#typingTurnId !== null) this.#session?.act({ type: 'typing', typing: true });
    else if (view.turn !== null) this.#session?.act({ type: 'typing', typing: false });
  }

  #change(change: Partial<ScreenSnapshot>): void {
    this.#next = { ...this.#next, ...change };
    this.#timer ??= setTimeout(() => {
      this.#renew();
    }, RENEW_EVERY_MS);
  }

  #renew(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#snapshot === this.#next) return;
    this.#snapshot = this.#next;
    for (const listener of this.#listeners) listener();
  }
}
