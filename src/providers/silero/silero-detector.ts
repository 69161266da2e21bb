/** Voice activity by Silero's neural model: more exact than WebRTC's where a room is noisy; 3-4 ms of work per second. */
import { stat } from 'node:fs/promises';
import type { Availability } from '../../engine/ports/availability.js';
import { messageOf } from '../../engine/errors.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { Frame } from '../../engine/speech/frame.js';
import { safeText } from '../../engine/text/safe-text.js';
import { findOnnxRuntime, openOnnxSession } from './onnx-runtime.js';
import type { OnnxSession } from './onnx-runtime.js';
import { SileroNetwork } from './silero-network.js';

const PULL = 'Download it with: ielts-examiner models pull silero-vad';
const INSTALL = 'Install the optional packages koffi and sherpa-onnx-node beside the program.';

export interface SileroOptions {
  /** The model file, silero_vad_16k_op15.onnx. */
  readonly modelPath: string;
}

export async function detectSilero({ modelPath }: SileroOptions): Promise<Availability> {
  const found = await stat(modelPath).catch(() => null);
  if (found?.isFile() !== true) return { available: false, why: 'the Silero model is not downloaded', remedy: PULL };
  if (findOnnxRuntime() === null || !(await haveKoffi())) {
    return { available: false, why: 'ONNX Runtime is not installed for this system', remedy: INSTALL };
  }
  return { available: true, detail: 'Silero voice activity detector' };
}

/** Loads the model (about 30 ms; once per file). Rejects with a ProviderError. */
export async function createSileroDetector(options: SileroOptions): Promise<VoiceActivityDetector> {
  const availability = await detectSilero(options);
  if (!availability.available) throw failed(availability.why, availability.remedy);
  try {
    return new SileroDetector(takeNetwork(options.modelPath, await session(options.modelPath)));
  } catch (error) {
    sessions.delete(options.modelPath);
    throw failed(`its model cannot be loaded (${safeText(messageOf(error)).slice(0, 300)})`, PULL, error);
  }
}

const sessions = new Map<string, Promise<OnnxSession>>();
/** Native memory is never given back, so networks of closed detectors are used again. */
const idle = new Map<string, SileroNetwork[]>();

async function session(modelPath: string): Promise<OnnxSession> {
  const known = sessions.get(modelPath) ?? openOnnxSession(findOnnxRuntime() ?? '', modelPath);
  sessions.set(modelPath, known);
  return known;
}

interface Lease {
  readonly network: SileroNetwork;
  giveBack(): void;
}

function takeNetwork(modelPath: string, onnx: OnnxSession): Lease {
  const waiting = idle.get(modelPath) ?? [];
  idle.set(modelPath, waiting);
  const network = waiting.pop() ?? new SileroNetwork(onnx);
  network.reset();
  return { network, giveBack: () => waiting.push(network) };
}

class SileroDetector implements VoiceActivityDetector {
  readonly id = 'silero';
  readonly #lease: Lease;
  #closed = false;

  constructor(lease: Lease) {
    this.#lease = lease;
  }

  process(frame: Frame): number {
    return this.#closed ? 0 : this.#lease.network.process(frame);
  }

  reset(): void {
    if (!this.#closed) this.#lease.network.reset();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lease.giveBack();
  }
}

async function haveKoffi(): Promise<boolean> {
  return import('koffi').then(
    () => true,
    () => false,
  );
}

function failed(why: string, remedy: string, cause?: unknown): ProviderError {
  return new ProviderError({
    provider: 'silero',
    kind: 'unavailable',
    message: `The Silero voice activity detector cannot be used: ${why}.`,
    remedy,
    retryable: false,
    cause,
  });
}
