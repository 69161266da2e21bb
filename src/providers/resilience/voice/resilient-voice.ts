/**
 * Joins several voices into one that goes on when a voice fails: the next one continues at the word where the first broke
 * off, in the middle of a sentence if need be. The embedded voice is the last resort.
 */
import type { Clock } from '../../../engine/ports/clock.js';
import type { ProviderMonitor } from '../../../engine/ports/provider-monitor.js';
import type { Random } from '../../../engine/ports/random.js';
import type { SpeechChunk, SynthesisRequest, TextToSpeech } from '../../../engine/ports/text-to-speech.js';
import { plainSpeech } from '../../child-process/plain-speech.js';
import { SPEECH_FIRST_BYTE_MS, SPEECH_STALL_MS } from '../bounds.js';
import { Failover, type MemberState } from '../failover.js';
import type { Patience } from '../patience.js';
import { resilientStream, type StreamingMember } from '../resilient-stream.js';
import { Seam } from './seam.js';
import { SpokenProgress, VoicePace } from './spoken-progress.js';
import { Turnstile } from './turnstile.js';

/** Requests at a time. The smallest accounts are allowed two; more are refused with status 429. */
const LINES_AT_A_TIME = 2;
/** The longest wait in the queue, in milliseconds, so that a line needed now does not wait behind lines prepared ahead. */
const LONGEST_QUEUE_MS = 500;

export interface ResilientVoiceOptions {
  /** Cloud voices, best first; at least one. */
  readonly voices: readonly TextToSpeech[];
  /** The voice on this machine, if there is one. */
  readonly lastResort: TextToSpeech | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly monitor: ProviderMonitor;
  readonly patience: Patience;
}

interface VoiceMember extends StreamingMember<string, SpeechChunk> {
  readonly voice: TextToSpeech;
}

export class ResilientVoice implements TextToSpeech {
  /** The id of the preferred voice; each chunk names the voice that made it. */
  readonly id: string;
  readonly cacheKey: string;
  readonly #options: ResilientVoiceOptions;
  readonly #failover: Failover<VoiceMember>;
  readonly #speakers: ReadonlyMap<string, TextToSpeech>;
  readonly #pace = new VoicePace();
  readonly #turnstile: Turnstile;

  constructor(options: ResilientVoiceOptions) {
    const { voices, lastResort, clock } = options;
    const all = lastResort === null ? voices : [...voices, lastResort];
    const preferred = all[0];
    if (preferred === undefined) throw new Error('a resilient voice without voices');
    this.id = preferred.id;
    this.cacheKey = preferred.cacheKey;
    this.#options = options;
    this.#speakers = new Map(all.map((voice) => [voice.id, voice]));
    this.#failover = new Failover<VoiceMember>({
      ...options,
      port: 'textToSpeech',
      members: voices.map(memberOf),
      lastResort: lastResort === null ? null : memberOf(lastResort),
    });
    this.#turnstile = new Turnstile(clock, LINES_AT_A_TIME, LONGEST_QUEUE_MS);
  }

  /** The state of each voice, for `doctor` and the screen. */
  states(): readonly MemberState[] {
    return this.#failover.states();
  }

  async *synthesize({ text, signal }: SynthesisRequest): AsyncGenerator<SpeechChunk> {
    const line = plainSpeech(text);
    if (line === '') return;
    const leave = await this.#turnstile.enter(signal);
    try {
      yield* this.#spoken(line, signal);
    } finally {
      leave();
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#speakers.values()].map((voice) => voice.close()));
  }

  async *#spoken(line: string, signal: AbortSignal): AsyncGenerator<SpeechChunk> {
    const progress = new SpokenProgress(line, this.#pace);
    const seam = new Seam();
    let broken: readonly SpeechChunk[] = [];
    const stream = resilientStream<string, SpeechChunk>(
      {
        ...this.#options,
        failover: this.#failover,
        bounds: { firstByteMs: SPEECH_FIRST_BYTE_MS, stallMs: SPEECH_STALL_MS },
        resume: () => {
          broken = seam.broken();
          const rest = progress.rest();
          return rest === '' ? 'finished' : rest;
        },
      },
      line,
      signal,
    );
    for await (const { provider, chunk } of stream) {
      yield* broken;
      broken = [];
      progress.heard(provider, chunk);
      yield* seam.add(this.#named(provider, chunk));
    }
    if (signal.aborted) return;
    yield* broken;
    yield* seam.end();
    progress.finished();
  }

  #named(provider: string, chunk: SpeechChunk): SpeechChunk {
    const voice = this.#speakers.get(provider);
    return voice === undefined ? chunk : { ...chunk, speaker: { id: voice.id, cacheKey: voice.cacheKey } };
  }
}

function memberOf(voice: TextToSpeech): VoiceMember {
  return { id: voice.id, voice, stream: (text, signal) => voice.synthesize({ text, signal }) };
}
