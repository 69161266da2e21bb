/**
 * The recognisers of a session that are connected or loaded. A failed one is opened again as soon as its breaker allows a
 * request. Opening sends no audio and costs nothing, so an outage is noticed before a turn depends on the provider. The
 * breaker closes only after the next turn that it hears.
 */
import type { CancelTimer, Clock } from '../../../engine/ports/clock.js';
import type { ProviderError } from '../../../engine/ports/provider-error.js';
import type { SpeechToText, SpeechToTextStream } from '../../../engine/ports/speech-to-text.js';
import type { Chance, Failover } from '../failover.js';
import { asProviderError, failureSource, providerErrorOf } from '../provider-failure.js';
import { within } from '../clock-waits.js';

/** Bounds an opening that hangs; handshakes have shorter bounds of their own. The session does not wait for it. */
const OPEN_MS = 10_000;
/** Bounds the loading of the last resort. Generous, since a busy machine is slow and the test needs this recogniser. */
const LAST_RESORT_OPEN_MS = 90_000;

export interface OpenRecognisersOptions {
  readonly failover: Failover<SpeechToText>;
  readonly recognisers: readonly SpeechToText[];
  readonly clock: Clock;
  /** It may be asked again: a turn that nobody listens to can go on with it. */
  readonly returned: (recogniser: SpeechToText) => void;
}

export class OpenRecognisers {
  readonly #options: OpenRecognisersOptions;
  readonly #streams = new Map<SpeechToText, SpeechToTextStream>();
  readonly #timers = new Map<SpeechToText, CancelTimer>();
  /** Failed recognisers that are open again and may hear one turn as a probe. */
  readonly #returning = new Map<SpeechToText, Chance<SpeechToText>>();
  readonly #comingBack = new Map<SpeechToText, Promise<void>>();
  readonly #closing = new Set<Promise<void>>();
  readonly #ended = new AbortController();

  constructor(options: OpenRecognisersOptions) {
    this.#options = options;
  }

  streamOf(recogniser: SpeechToText): SpeechToTextStream | null {
    return this.#streams.get(recogniser) ?? null;
  }

  /** The recogniser for the next turn; null when none may be asked. */
  choose(tried: ReadonlySet<SpeechToText>): Chance<SpeechToText> | null {
    const { failover, recognisers } = this.#options;
    const avoided = new Set(tried);
    for (;;) {
      const chance = failover.next(avoided);
      // A returning recogniser is connected in advance, not while a turn waits for it.
      if (chance?.probe === true && !this.#streams.has(chance.member)) {
        chance.cancelled();
        avoided.add(chance.member);
        continue;
      }
      const back = recognisers.find((each) => !tried.has(each) && this.#returning.has(each));
      if (
        back === undefined ||
        (chance !== null && recognisers.indexOf(chance.member) < recognisers.indexOf(back) && !chance.lastResort)
      )
        return chance;
      const returning = this.#returning.get(back) ?? null;
      this.#returning.delete(back);
      chance?.cancelled();
      return returning;
    }
  }

  /** For a turn that would be lost: somebody who rests after a failure and was not asked yet. Null when there is no hope. */
  lastHope(asked: ReadonlySet<SpeechToText>): Chance<SpeechToText> | null {
    return this.#options.failover.lastHope(new Set([...asked, ...this.#comingBack.keys()]));
  }

  /** Those that may be back and are being opened. What they are opened by never rejects. */
  get comingBack(): ReadonlyMap<SpeechToText, Promise<void>> {
    return this.#comingBack;
  }

  /** Rejects with a ProviderError. */
  async open({ member, lastResort }: Chance<SpeechToText>): Promise<SpeechToTextStream> {
    const { clock } = this.#options;
    const source = failureSource(member.id);
    const opening = member.open();
    const limitMs = lastResort ? LAST_RESORT_OPEN_MS : OPEN_MS;
    const waited = await within(clock, opening, limitMs, this.#ended.signal).catch((error: unknown) => {
      throw asProviderError(source, error);
    });
    if (typeof waited === 'string' || this.#ended.signal.aborted) {
      // It may still arrive, when it is no longer needed.
      opening.then((late) => late.close()).catch(() => undefined);
      throw providerErrorOf(source, waited === 'timeout' ? 'timeout' : 'interrupted', { detail: 'it did not open' });
    }
    const known = this.#streams.get(member);
    if (known !== undefined) this.#close(known);
    this.#streams.set(member, waited.value);
    return waited.value;
  }

  /** Closes the stream of a recogniser that failed. */
  drop(recogniser: SpeechToText): void {
    const stream = this.#streams.get(recogniser);
    this.#streams.delete(recogniser);
    if (stream !== undefined) this.#close(stream);
  }

  /** Reports a failure to the breaker, and opens the recogniser again once the breaker allows it. */
  async failed(chance: Chance<SpeechToText>, error: ProviderError): Promise<void> {
    await chance.failed(error);
    this.#comeBackLater(chance.member);
  }

  async close(): Promise<void> {
    this.#ended.abort();
    for (const cancel of this.#timers.values()) cancel();
    for (const chance of this.#returning.values()) chance.cancelled();
    for (const recogniser of [...this.#streams.keys()]) this.drop(recogniser);
    await Promise.all(this.#closing);
  }

  #comeBackLater(recogniser: SpeechToText): void {
    const { failover, clock } = this.#options;
    const state = failover.states().find(({ provider }) => provider === recogniser.id);
    if (state === undefined || state.restMs <= 0 || !Number.isFinite(state.restMs) || this.#ended.signal.aborted)
      return;
    this.#timers.get(recogniser)?.();
    const look = (): void => {
      const coming = this.#comeBack(recogniser).finally(() => {
        if (this.#comingBack.get(recogniser) === coming) this.#comingBack.delete(recogniser);
      });
      this.#comingBack.set(recogniser, coming);
    };
    this.#timers.set(recogniser, clock.setTimer(state.restMs + 1, look));
  }

  async #comeBack(recogniser: SpeechToText): Promise<void> {
    const others = new Set(this.#options.recognisers.filter((each) => each !== recogniser));
    const chance = this.#options.failover.next(others);
    if (chance?.member !== recogniser || !chance.probe || chance.lastResort) {
      chance?.cancelled();
      return;
    }
    try {
      await this.open(chance);
      if (this.#ended.signal.aborted) {
        chance.cancelled();
        return;
      }
      this.#returning.set(recogniser, chance);
      this.#options.returned(recogniser);
    } catch (error) {
      if (this.#ended.signal.aborted) chance.cancelled();
      else await this.failed(chance, error as ProviderError);
    }
  }

  #close(stream: SpeechToTextStream): void {
    const closing = stream.close().catch(() => undefined);
    this.#closing.add(closing);
    void closing.then(() => this.#closing.delete(closing));
  }
}
