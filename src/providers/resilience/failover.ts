/**
 * Several providers of one port in order of preference, each behind its breaker. Chooses the provider to ask next, returns
 * to the preferred one when it works again, and reports every change to the monitor once.
 */
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { Random } from '../../engine/ports/random.js';
import type { ProviderPort } from '../../engine/session/log/events.js';
import { ProviderBreaker, type BreakerState, type Pass } from './circuit-breaker.js';
import { ERROR_TABLE } from './error-table.js';

export interface FailoverOptions<Member> {
  readonly port: ProviderPort;
  /** Best first; at least one unless there is a last resort. */
  readonly members: readonly Member[];
  /** Asked when no other member can be. It runs on this machine, so no breaker and no deadline keeps requests from it. */
  readonly lastResort?: Member | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly monitor: ProviderMonitor;
}

/** A member that may be asked now. Call exactly one of `succeeded`, `failed`, `cancelled` at the end. */
export interface Chance<Member> {
  readonly member: Member;
  readonly lastResort: boolean;
  /** Whether this is the first request since its breaker opened. */
  readonly probe: boolean;
  /** Reports that the member has begun to answer: it serves the port from now on. */
  serves(): void;
  succeeded(): Promise<void>;
  failed(error: ProviderError): Promise<void>;
  cancelled(): void;
}

export interface MemberState {
  readonly provider: string;
  readonly breaker: BreakerState;
  /** Milliseconds until the breaker allows a request. */
  readonly restMs: number;
  /** The failure from which it has not recovered, or null. */
  readonly error: ProviderError | null;
}

export class Failover<Member extends { readonly id: string }> {
  readonly #options: FailoverOptions<Member>;
  readonly #lastResort: Member | null;
  readonly #breakers = new Map<Member, ProviderBreaker>();
  readonly #failures = new Map<Member, ProviderError>();
  #serving: Member;

  constructor(options: FailoverOptions<Member>) {
    const { members, lastResort = null, clock, random } = options;
    const preferred = members[0] ?? lastResort;
    if (preferred === null) throw new Error(`no provider for ${options.port}`);
    this.#options = options;
    this.#lastResort = lastResort;
    this.#serving = preferred;
    for (const member of members) this.#breakers.set(member, new ProviderBreaker(clock, random));
  }

  /** The member that answered last; initially the preferred one. */
  get serving(): Member {
    return this.#serving;
  }

  get hasLastResort(): boolean {
    return this.#lastResort !== null;
  }

  states(): readonly MemberState[] {
    return [...this.#breakers].map(([member, breaker]) => ({
      provider: member.id,
      breaker: breaker.state,
      restMs: breaker.restMs,
      error: this.#failures.get(member) ?? null,
    }));
  }

  /** The best member that has not been tried yet and may be asked now, or null. */
  next(tried: ReadonlySet<Member>): Chance<Member> | null {
    for (const [member, breaker] of this.#breakers) {
      if (tried.has(member)) continue;
      const pass = breaker.enter();
      if (pass !== null) return this.#chance(member, pass);
    }
    return this.lastChance(tried);
  }

  /**
   * The best member that rests after a failure which may be over, for a request that would be lost without it. Not one that
   * said when to come back, or that only a person can mend, or that was asked for this request already. Null when there is none.
   */
  lastHope(asked: ReadonlySet<Member>): Chance<Member> | null {
    for (const [member, breaker] of this.#breakers) {
      if (asked.has(member)) continue;
      const error = this.#failures.get(member);
      if (error === undefined || !mayBeOver(error)) continue;
      breaker.hurry();
      const pass = breaker.enter();
      if (pass !== null) return this.#chance(member, pass);
    }
    return null;
  }

  /** The last resort, or null when there is none or it was tried already. */
  lastChance(tried: ReadonlySet<Member>): Chance<Member> | null {
    const member = this.#lastResort;
    if (member === null || tried.has(member)) return null;
    return {
      member,
      lastResort: true,
      probe: false,
      serves: () => {
        this.#serves(member);
      },
      succeeded: () => Promise.resolve(),
      failed: (error) => {
        this.#fails(member, error);
        return Promise.resolve();
      },
      cancelled: () => undefined,
    };
  }

  /** The error to throw when no member can be asked. */
  nobody(): ProviderError {
    const failures = [...this.#failures.values()];
    const newest = failures.at(-1);
    if (newest !== undefined) return newest;
    return new ProviderError({
      provider: this.#serving.id,
      kind: 'unavailable',
      message: `No provider for ${this.#options.port} can be asked now.`,
      remedy: 'Run: ielts-examiner doctor',
      retryable: true,
    });
  }

  #chance(member: Member, pass: Pass): Chance<Member> {
    return {
      member,
      lastResort: false,
      probe: pass.probe,
      serves: () => {
        this.#serves(member);
      },
      succeeded: () => pass.succeeded(),
      failed: (error) => {
        this.#fails(member, error);
        return pass.failed(error);
      },
      cancelled: () => {
        pass.cancelled();
      },
    };
  }

  #serves(member: Member): void {
    const { port, monitor } = this.#options;
    const recovered = this.#failures.delete(member);
    if (recovered) monitor.recovered(port, member.id);
    const from = this.#serving;
    // A request that went elsewhere only because another one is the probe changes nothing.
    if (member === from || (!this.#failures.has(from) && this.#isBefore(from, member))) return;
    this.#serving = member;
    const why = this.#failures.get(from)?.message ?? `${member.id} works again`;
    monitor.switched(port, from.id, member.id, why);
  }

  #isBefore(one: Member, other: Member): boolean {
    const order = [...this.#breakers.keys()];
    const place = (member: Member): number => (this.#breakers.has(member) ? order.indexOf(member) : order.length);
    return place(one) < place(other);
  }

  #fails(member: Member, error: ProviderError): void {
    const known = this.#failures.get(member);
    // Last, so that the newest failure is found there.
    this.#failures.delete(member);
    this.#failures.set(member, error);
    if (known?.kind !== error.kind) this.#options.monitor.failed(this.#options.port, member.id, error);
  }
}

function mayBeOver({ kind, retryAfterMs, setting }: ProviderError): boolean {
  const { severity, recovery } = ERROR_TABLE[kind];
  return severity !== 'fatal' && recovery !== 'wait' && retryAfterMs === null && setting === null;
}
