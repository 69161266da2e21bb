/** Natural voices by sherpa-onnx (Piper, Kokoro) on a model that `models pull` installed. */
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Availability } from '../../engine/ports/availability.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechChunk, SynthesisRequest, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { forkTransport } from '../child-process/fork-transport.js';
import { packageVersion } from '../child-process/package-version.js';
import { plainSpeech, PLAIN_SPEECH_REVISION } from '../child-process/plain-speech.js';
import { RemoteService } from '../child-process/remote-service.js';
import { LineSound } from './line-sound.js';
import { voiceConfig } from './voice-config.js';
import type { SpeechModel } from './voice-config.js';

const PROVIDER = 'sherpa-speech';
/** Loading takes one to three seconds, a line on a slow machine about as long as saying it; several may wait. */
const TIMEOUT_MS = 60_000;

export interface SherpaSpeechOptions {
  readonly model: SpeechModel;
  /** Number of the voice within the model. */
  readonly speaker?: number;
  /** 1 is the model's own pace; examiners speak a little more slowly. */
  readonly speed?: number;
}

export async function detectSherpaSpeech({ model }: Pick<SherpaSpeechOptions, 'model'>): Promise<Availability> {
  const missing = await missingFile(model);
  if (missing !== null) return { available: false, why: `${model.id} lacks the file ${missing}`, remedy: pull(model) };
  try {
    createRequire(import.meta.url).resolve('sherpa-onnx-node');
    return { available: true, detail: `sherpa-onnx, ${model.id}` };
  } catch {
    return {
      available: false,
      why: 'the optional package sherpa-onnx-node is not installed',
      remedy: 'Install sherpa-onnx-node beside the program, or use another voice.',
    };
  }
}

export function createSherpaSpeech(options: SherpaSpeechOptions): TextToSpeech {
  return new SherpaSpeech(options);
}

interface News {
  readonly line: number;
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

class SherpaSpeech implements TextToSpeech {
  readonly id: string;
  readonly cacheKey: string;
  readonly #model: SpeechModel;
  readonly #speaker: number;
  readonly #speed: number;
  readonly #lines = new Map<number, LineSound>();
  readonly #service: RemoteService;
  #nextLine = 1;

  constructor({ model, speaker = 0, speed = 0.95 }: SherpaSpeechOptions) {
    this.#model = model;
    this.#speaker = speaker;
    this.#speed = speed;
    this.id = `sherpa:${model.id}:${String(speaker)}`;
    const revision = `text ${String(PLAIN_SPEECH_REVISION)}`;
    this.cacheKey = `${this.id} ${packageVersion('sherpa-onnx-node')} ${String(speed)} ${revision}`;
    this.#service = new RemoteService({
      provider: PROVIDER,
      start: forkTransport({ script: new URL('./sherpa-speech-process.mjs', import.meta.url) }),
      remedy: `The model may be damaged. ${pull(model)}`,
      timeoutMs: TIMEOUT_MS,
      onNews: (news) => {
        this.#receive(news as News);
      },
    });
  }

  async *synthesize({ text, signal }: SynthesisRequest): AsyncGenerator<SpeechChunk> {
    const spoken = plainSpeech(text);
    if (spoken === '' || signal.aborted) return;
    const missing = await missingFile(this.#model);
    if (missing !== null) throw this.#unavailable(missing);
    const line = this.#nextLine++;
    const sound = new LineSound();
    let answered = false;
    const stop = (): void => {
      sound.end();
    };
    this.#lines.set(line, sound);
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#service
        .call({ config: voiceConfig(this.#model), line, text: spoken, speaker: this.#speaker, speed: this.#speed })
        .then(stop, (error: unknown) => {
          sound.fail(error);
        })
        .finally(() => {
          answered = true;
        })
        .catch(() => undefined);
      for await (const chunk of sound.chunks()) {
        // Aborted while the chunk waited to be fetched.
        if ((signal as { readonly aborted: boolean }).aborted) return;
        yield chunk;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#lines.delete(line);
      if (!answered) this.#service.tell({ cancel: line });
    }
  }

  async close(): Promise<void> {
    await this.#service.close();
  }

  #receive({ line, samples, sampleRate }: News): void {
    this.#lines.get(line)?.add({ samples: toInt16(samples), sampleRate });
  }

  #unavailable(missing: string): ProviderError {
    return new ProviderError({
      provider: PROVIDER,
      kind: 'unavailable',
      message: `The voice ${this.#model.id} cannot speak: the file ${missing} is missing.`,
      remedy: pull(this.#model),
      retryable: false,
    });
  }
}

function pull({ id }: SpeechModel): string {
  return `Download it with: ielts-examiner models pull ${id}`;
}

/** The name in the catalogue of the first file that is not there, or null. */
async function missingFile({ files }: SpeechModel): Promise<string | null> {
  for (const [name, path] of Object.entries(files)) {
    if (path === undefined) continue;
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) return name;
  }
  return null;
}

function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
}
