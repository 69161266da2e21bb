/** Streaming providers that behave as they are told, on the virtual clock. */
import type { Clock } from '../../../src/engine/ports/clock.js';
import {
  ProviderError,
  type ProviderErrorKind,
  type ProviderSetting,
} from '../../../src/engine/ports/provider-error.js';
import { ERROR_TABLE } from '../../../src/providers/resilience/error-table.js';
import type { StreamingMember } from '../../../src/providers/resilience/resilient-stream.js';
import { sleep } from '../../../src/providers/resilience/clock-waits.js';

export type Behaviour =
  /** Chunks "1" to `chunks`, each after a delay. */
  | { readonly type: 'answers'; readonly delayMs: number; readonly chunks: number }
  | {
      readonly type: 'fails';
      readonly kind: ProviderErrorKind;
      readonly afterMs: number;
      readonly retryAfterMs?: number;
      readonly setting?: ProviderSetting;
    }
  | { readonly type: 'stalls' }
  | { readonly type: 'isEmpty' }
  | { readonly type: 'breaksOff'; readonly kind: ProviderErrorKind; readonly afterChunks: number }
  | { readonly type: 'stallsInTheMiddle'; readonly afterChunks: number }
  | { readonly type: 'throwsGarbage' };

export interface Asked {
  readonly provider: string;
  readonly atMs: number;
  readonly request: string;
}

const CHUNK_MS = 20;

export class ScriptedMember implements StreamingMember<string, string> {
  readonly asked: Asked[] = [];
  /** Signals of the requests, to see that nothing is left running. */
  readonly signals: AbortSignal[] = [];

  constructor(
    readonly id: string,
    private readonly clock: Clock,
    /** Taken one by one; the last stays. */
    private readonly script: readonly Behaviour[],
  ) {}

  async *stream(request: string, signal: AbortSignal): AsyncGenerator<string> {
    const behaviour = this.script[Math.min(this.asked.length, this.script.length - 1)]!;
    this.asked.push({ provider: this.id, atMs: this.clock.nowMs(), request });
    this.signals.push(signal);
    const say = async function* (this: ScriptedMember, chunks: number) {
      for (let chunk = 1; chunk <= chunks; chunk++) {
        await sleep(this.clock, CHUNK_MS, signal);
        if (signal.aborted) return;
        yield `${request}/${this.id}/${String(chunk)}`;
      }
    }.bind(this);
    switch (behaviour.type) {
      case 'answers':
        await sleep(this.clock, behaviour.delayMs, signal);
        yield* say(behaviour.chunks);
        return;
      case 'fails':
        await sleep(this.clock, behaviour.afterMs, signal);
        throw failureOf(this.id, behaviour.kind, behaviour.retryAfterMs, behaviour.setting);
      case 'stalls':
        // Deaf to its signal, too: the worst there is.
        return await new Promise<never>(() => undefined);
      case 'isEmpty':
        return;
      case 'breaksOff':
        yield* say(behaviour.afterChunks);
        throw failureOf(this.id, behaviour.kind);
      case 'stallsInTheMiddle':
        yield* say(behaviour.afterChunks);
        return await new Promise<never>(() => undefined);
      case 'throwsGarbage':
        throw new SyntaxError('Unexpected token < in JSON');
    }
  }
}

export function failureOf(
  provider: string,
  kind: ProviderErrorKind,
  retryAfterMs?: number,
  setting: ProviderSetting | null = null,
): ProviderError {
  return new ProviderError({
    provider,
    kind,
    message: `${provider}: ${kind}`,
    remedy: 'none',
    retryable: ERROR_TABLE[kind].retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    setting,
  });
}
