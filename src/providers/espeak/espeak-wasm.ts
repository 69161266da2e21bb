/** A voice on every machine: espeak-ng in WebAssembly, in a process of its own. About 0.1 s per line. */
import { createRequire } from 'node:module';
import type { Availability } from '../../engine/ports/availability.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechChunk, SynthesisRequest, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { safeText } from '../../engine/text/safe-text.js';
import { forkTransport } from '../child-process/fork-transport.js';
import { packageVersion } from '../child-process/package-version.js';
import { plainSpeech, PLAIN_SPEECH_REVISION } from '../child-process/plain-speech.js';
import { RemoteService } from '../child-process/remote-service.js';
import { speakingTimeoutMs } from '../child-process/speech-program.js';
import { parseWavOutput } from '../child-process/wav-output.js';
import { espeakArguments, espeakVoice, UNKNOWN_VOICE_REMEDY } from './espeak-voice.js';
import type { EspeakOptions, EspeakVoice } from './espeak-voice.js';

const PROVIDER = 'espeak-ng (built in)';
const REMEDY = 'Install the optional package espeak-ng beside the program, or a voice with: sudo apt-get install flite';
const TEXT_FILE = '/line.txt';
const SOUND_FILE = '/line.wav';

export async function detectEspeakWasm(options: EspeakOptions = {}): Promise<Availability> {
  try {
    createRequire(import.meta.url).resolve('espeak-ng');
    return { available: true, detail: `espeak-ng (built in), voice ${espeakVoice(options).voice}` };
  } catch {
    return { available: false, why: 'the optional package espeak-ng is not installed', remedy: REMEDY };
  }
}

export function createEspeakWasm(options: EspeakOptions = {}): TextToSpeech {
  return new EspeakWasm(espeakVoice(options));
}

class EspeakWasm implements TextToSpeech {
  readonly id: string;
  readonly cacheKey: string;
  readonly #voice: EspeakVoice;
  readonly #service = new RemoteService({
    provider: PROVIDER,
    start: forkTransport({ script: new URL('./espeak-wasm-process.mjs', import.meta.url) }),
    remedy: REMEDY,
    timeoutMs: speakingTimeoutMs(''),
  });

  constructor(voice: EspeakVoice) {
    this.#voice = voice;
    this.id = `espeak-ng-wasm:${voice.voice}`;
    const revision = `text ${String(PLAIN_SPEECH_REVISION)}`;
    this.cacheKey = `${this.id} ${packageVersion('espeak-ng')} ${String(voice.wordsPerMinute)} ${revision}`;
  }

  async *synthesize({ text, signal }: SynthesisRequest): AsyncGenerator<SpeechChunk> {
    const line = plainSpeech(text);
    if (line === '' || signal.aborted) return;
    const spoken = await this.#speak(line, signal);
    if (spoken !== null) yield spoken;
  }

  async close(): Promise<void> {
    await this.#service.close();
  }

  /** A line under way takes a tenth of a second: it is not stopped, only not listened to. */
  async #speak(line: string, signal: AbortSignal): Promise<SpeechChunk | null> {
    const aborted = new Promise<null>((resolve) => {
      signal.addEventListener(
        'abort',
        () => {
          resolve(null);
        },
        { once: true },
      );
    });
    const args = espeakArguments(this.#voice, TEXT_FILE, SOUND_FILE);
    const request = { args, text: line, textFile: TEXT_FILE, soundFile: SOUND_FILE };
    const call = this.#service.call(request, speakingTimeoutMs(line));
    // Nobody is left to hear of a failure after an abort.
    call.catch(() => undefined);
    const answer = await Promise.race([call, aborted]);
    if (answer === null) return null;
    const { sound, printed } = answer as { sound: Uint8Array | null; printed: string };
    const spoken = sound === null ? null : parseWavOutput(sound);
    if (spoken !== null) return spoken;
    const why = safeText(printed).split('\n')[0]?.trim() ?? '';
    throw new ProviderError({
      provider: PROVIDER,
      kind: 'invalidRequest',
      message: `${PROVIDER} made no sound with the voice ${this.#voice.voice}${why === '' ? '' : ` (${why})`}.`,
      remedy: UNKNOWN_VOICE_REMEDY,
      retryable: false,
    });
  }
}
