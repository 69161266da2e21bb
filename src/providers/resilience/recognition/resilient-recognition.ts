/** The open connection of a recogniser that goes on: one turn after another, each with whoever can hear it. */
import type { Clock } from '../../../engine/ports/clock.js';
import type { ProviderError } from '../../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../../engine/ports/provider-monitor.js';
import type { Random } from '../../../engine/ports/random.js';
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../../engine/ports/speech-to-text.js';
import type { Frame, MaybePromise } from '../../../engine/speech/frame.js';
import { meterRequest } from '../../prices/usage-meter.js';
import { SHORTEST_ATTEMPT_MS } from '../bounds.js';
import { within } from '../clock-waits.js';
import { Failover, type Chance } from '../failover.js';
import { Patience } from '../patience.js';
import { asProviderError, failureSource, providerErrorOf } from '../provider-failure.js';
import { freeOfCharge } from './free-of-charge.js';
import { OpenRecognisers } from './open-recognisers.js';
import { consumption, finalMs, isUnheard, newTurn, type Attempt, type Turn } from './recognition-turn.js';

/** Milliseconds from the end of a turn to its final words when there is no other recogniser and no word yet. The session gives up after eight seconds. */
const LATEST_MS = 7_000;

const NOTHING: TurnTranscript = { text: '', words: [], confidence: null };

export interface ResilientRecogniserOptions {
  /** Best first. */
  readonly recognisers: readonly SpeechToText[];
  /** Embedded; loaded beside the others, so that it can take a turn over at once. */
  readonly lastResort: SpeechToText | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly monitor: ProviderMonitor;
  /** Shared with the other ports of the session. Default: one of its own. */
  readonly patience?: Patience;
}

export class ResilientRecognition implements SpeechToTextStream {
  readonly #options: ResilientRecogniserOptions;
  readonly #failover: Failover<SpeechToText>;
  readonly #open: OpenRecognisers;
  readonly #patience: Patience;
  readonly #closing = new AbortController();
  #turn: Turn | null = null;

  constructor(options: ResilientRecogniserOptions, all: readonly SpeechToText[]) {
    const { recognisers, lastResort, clock, random, monitor } = options;
    this.#options = options;
    this.#patience = options.patience ?? new Patience(clock);
    this.#failover = new Failover({ port: 'speechToText', members: recognisers, lastResort, clock, random, monitor });
    const returned = (recogniser: SpeechToText): void => {
      this.#takeUp(recogniser);
    };
    this.#open = new OpenRecognisers({ failover: this.#failover, recognisers: all, clock, returned });
  }

  /** Opens the best recogniser that can be opened, and loads the last resort in parallel. Rejects when none can be opened. */
  async open(): Promise<void> {
    const tried = new Set<SpeechToText>();
    for (;;) {
      const chance = this.#open.choose(tried);
      if (chance === null) throw this.#failover.nobody();
      tried.add(chance.member);
      try {
        await this.#open.open(chance);
        // The breaker hears of the turns; connecting alone proves little.
        chance.cancelled();
        if (!chance.lastResort) this.#loadLastResort();
        return;
      } catch (error) {
        await this.#open.failed(chance, error as ProviderError);
      }
    }
  }

  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void {
    if (this.#turn !== null) void this.#abandon(this.#turn);
    const turn = newTurn(options, listener);
    this.#turn = turn;
    if (!this.#closing.signal.aborted) this.#seek(turn);
  }

  push(frame: Frame): MaybePromise<void> {
    const turn = this.#turn;
    if (turn === null || turn.ending || this.#closing.signal.aborted) return;
    turn.buffer.add(frame);
    return this.#send(turn);
  }

  async endTurn(): Promise<TurnTranscript> {
    const turn = this.#turn;
    if (turn === null || turn.ending) return NOTHING;
    turn.ending = true;
    try {
      const transcript = await this.#finish(turn);
      return transcript.text === '' || turn.provider === null ? transcript : { ...transcript, provider: turn.provider };
    } finally {
      if (this.#turn === turn) this.#turn = null;
    }
  }

  async cancelTurn(): Promise<void> {
    if (this.#turn !== null) await this.#abandon(this.#turn);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#turn !== null) void this.#abandon(this.#turn);
    await this.#open.close();
  }

  async #finish(turn: Turn): Promise<TurnTranscript> {
    const { clock } = this.#options;
    const endedAtMs = clock.nowMs();
    const patienceMs = this.#patience.leftMs();
    // Nobody was left during the turn: whoever may be asked is asked once more, for all that is not settled.
    if (isUnheard(turn)) {
      turn.tried.clear();
      this.#seek(turn);
    }
    for (;;) {
      const passedMs = clock.nowMs() - endedAtMs;
      const leftMs = Math.max(0, patienceMs - passedMs);
      const isTime = turn.buffer.known.text === '' ? passedMs < LATEST_MS : leftMs > 0;
      if (isUnheard(turn) && this.#turn === turn && (isTime || turn.hopedFor.size === 0)) this.#hope(turn);
      // As long as no word is known, late words are better than none.
      const longestMs = Math.max(SHORTEST_ATTEMPT_MS, turn.buffer.known.text === '' ? LATEST_MS - passedMs : leftMs);
      if (turn.seeking !== null) {
        const found = await within(clock, turn.seeking, longestMs, this.#closing.signal);
        // The recogniser that was found may be lost again by now.
        if (found !== 'timeout' && found !== 'aborted' && this.#turn === turn) continue;
      }
      if (this.#closing.signal.aborted) throw this.#closedError();
      const { attempt } = turn;
      if (this.#turn !== turn || attempt === null) return turn.buffer.known;
      try {
        void this.#send(turn);
        const waited = await within(
          clock,
          attempt.stream.endTurn(),
          attempt.chance.lastResort ? longestMs : finalMs(attempt, leftMs),
          this.#closing.signal,
        );
        if (waited === 'aborted') throw this.#closedError();
        if (waited === 'timeout')
          throw providerErrorOf(failureSource(attempt.chance.member.id), 'timeout', { detail: 'no final transcript' });
        return await this.#succeeded(turn, attempt, waited.value);
      } catch (error) {
        if (this.#closing.signal.aborted) throw this.#closedError();
        if (this.#turn !== turn) return NOTHING;
        this.#patience.lost(endedAtMs);
        this.#lost(turn, attempt, asProviderError(failureSource(attempt.chance.member.id), error));
        // What is known is better than a second wait for somebody who has just used up the patience.
        if (attempt.chance.lastResort && leftMs === 0 && turn.buffer.known.text !== '') return turn.buffer.known;
      }
    }
  }

  async #succeeded(turn: Turn, attempt: Attempt, final: TurnTranscript): Promise<TurnTranscript> {
    turn.attempt = null;
    if (final.text !== '') attempt.meter.firstByte();
    attempt.meter.finish(consumption(attempt), false);
    attempt.chance.serves();
    if (final.text !== '') turn.provider = attempt.chance.member.id;
    const transcript = turn.buffer.finish(final);
    await attempt.chance.succeeded();
    return transcript;
  }

  /** Abandons the turn, without blaming the recogniser. */
  async #abandon(turn: Turn): Promise<void> {
    this.#turn = null;
    const { attempt } = turn;
    if (attempt === null) return;
    turn.attempt = null;
    attempt.meter.finish(consumption(attempt), true);
    attempt.chance.cancelled();
    await attempt.stream.cancelTurn();
  }

  /** Somebody is back: a turn that has lost everybody goes on with them, from its last settled word on. */
  #takeUp(recogniser: SpeechToText): void {
    const turn = this.#turn;
    if (turn === null || turn.ending || !isUnheard(turn)) return;
    turn.tried.delete(recogniser);
    this.#seek(turn);
  }

  /** Finds a recogniser for the turn; synchronously when one is open. */
  #seek(turn: Turn): void {
    const chance = this.#open.choose(turn.tried);
    if (chance === null) {
      turn.seeking = null;
      return;
    }
    const stream = this.#open.streamOf(chance.member);
    if (stream === null) turn.seeking = this.#connect(turn, chance);
    else this.#begin(turn, chance, stream);
  }

  /**
   * The turn is over and nobody may be asked: its words would be lost, so somebody who rests is asked all the same, then whoever is
   * just being opened again is waited for.
   */
  #hope(turn: Turn): void {
    const { hopedFor } = turn;
    const chance = this.#open.lastHope(hopedFor);
    if (chance !== null) {
      hopedFor.add(chance.member);
      turn.seeking = this.#connect(turn, chance);
      return;
    }
    const coming = [...this.#open.comingBack].filter(([member]) => !hopedFor.has(member));
    if (coming.length === 0) return;
    const first = Promise.race(coming.map(([member, opened]) => opened.then(() => member)));
    turn.seeking = first.then((member) => {
      hopedFor.add(member);
      if (this.#turn === turn) this.#seek(turn);
    });
  }

  /** Never rejects. */
  async #connect(turn: Turn, chance: Chance<SpeechToText>): Promise<void> {
    try {
      const stream = await this.#open.open(chance);
      if (this.#turn === turn && !this.#closing.signal.aborted) this.#begin(turn, chance, stream);
      else chance.cancelled();
    } catch (error) {
      if (this.#closing.signal.aborted) {
        chance.cancelled();
        return;
      }
      await this.#failed(turn, chance, error as ProviderError);
    }
  }

  #begin(turn: Turn, chance: Chance<SpeechToText>, stream: SpeechToTextStream): void {
    const { clock, monitor } = this.#options;
    const { id } = chance.member;
    const fromFrame = turn.buffer.handOver();
    const meter = meterRequest({
      port: 'speechToText',
      provider: id,
      pricedAs: id,
      clock,
      monitor: chance.lastResort ? freeOfCharge(monitor) : monitor,
    });
    const attempt: Attempt = { chance, stream, meter, fromFrame, sent: fromFrame };
    turn.attempt = attempt;
    turn.seeking = null;
    const current = (): boolean => this.#turn === turn && turn.attempt === attempt;
    const heard = (): void => {
      meter.firstByte();
      turn.provider = id;
      chance.serves();
    };
    stream.beginTurn(turn.options, {
      partial: (text) => {
        if (!current()) return;
        heard();
        const before = turn.buffer.newest;
        const whole = turn.buffer.partial(text);
        // The new recogniser hears again what was said already.
        if (!turn.ending && whole !== before) turn.listener.partial(whole);
      },
      settled: (words, untilMs) => {
        if (!current()) return;
        if (words.length > 0) heard();
        turn.buffer.settle(words, untilMs);
      },
      endOfTurn: (sign) => {
        if (current() && !turn.ending) turn.listener.endOfTurn?.(sign);
      },
      failed: (error) => {
        if (current()) this.#lost(turn, attempt, asProviderError(failureSource(id), error));
      },
    });
    void this.#send(turn);
  }

  #send(turn: Turn): MaybePromise<void> {
    const { buffer, attempt } = turn;
    if (attempt === null) return;
    let waiting: MaybePromise<void> = undefined;
    while (attempt.sent < buffer.length && turn.attempt === attempt)
      waiting = attempt.stream.push(buffer.frame(attempt.sent++)) ?? waiting;
    return waiting;
  }

  /** Handles a failed attempt: looks for another recogniser. */
  #lost(turn: Turn, attempt: Attempt, error: ProviderError): void {
    turn.attempt = null;
    attempt.meter.finish(consumption(attempt), true);
    // A late embedded recogniser is not lost: loading it again would only add load to a busy machine.
    if (attempt.chance.lastResort && error.kind === 'timeout') void attempt.stream.cancelTurn();
    else this.#open.drop(attempt.chance.member);
    turn.seeking = this.#failed(turn, attempt.chance, error);
  }

  async #failed(turn: Turn, chance: Chance<SpeechToText>, error: ProviderError): Promise<void> {
    const failures = (turn.failures.get(chance.member) ?? 0) + 1;
    turn.failures.set(chance.member, failures);
    // Try once more with a new connection where that may help.
    if (!error.retryable || failures > 1) turn.tried.add(chance.member);
    await this.#open.failed(chance, error);
    if (this.#turn !== turn || this.#closing.signal.aborted) return;
    this.#seek(turn);
    await turn.seeking;
  }

  #loadLastResort(): void {
    const chance = this.#failover.lastChance(new Set());
    if (chance === null || this.#open.streamOf(chance.member) !== null) return;
    this.#open.open(chance).catch((error: unknown) => {
      // Told now, while there is time to install it; the session has a better one.
      if (!this.#closing.signal.aborted) void chance.failed(error as ProviderError);
    });
  }

  #closedError(): ProviderError {
    return providerErrorOf(failureSource(this.#failover.serving.id), 'interrupted', { detail: 'closed by us' });
  }
}
