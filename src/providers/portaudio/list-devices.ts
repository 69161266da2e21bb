/** Asks PortAudio what there is, in a process of its own. */
import { FRAME_MS, SAMPLE_RATE } from '../../engine/speech/frame.js';
import { AudioChild } from './audio-child.js';
import { audioProblem } from './audio-problem.js';
import type { AudioDevice } from './protocol.js';

export interface ProbeOptions {
  /** The environment of the audio process; tests point it at their own sound server. */
  readonly env?: NodeJS.ProcessEnv;
}

const LIST_MS = 8000;

/** In PortAudio's order; empty on a machine without audio. Rejects with a ProviderError `unavailable` when naudiodon is missing, crashes or hangs. */
export async function listDevices({ env }: ProbeOptions = {}): Promise<readonly AudioDevice[]> {
  let child: AudioChild | null = null;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<readonly AudioDevice[]>((resolve, reject) => {
      const started = new AudioChild(
        { mode: 'list', device: null, sampleRate: SAMPLE_RATE, frameMs: FRAME_MS },
        {
          news: (news) => {
            if (news.type === 'devices') resolve(news.devices);
          },
          gone: reject,
        },
        env,
      );
      child = started;
      timer = setTimeout(() => {
        started.giveUp(audioProblem('devices', 'lost', `no answer within ${String(LIST_MS / 1000)} s`));
      }, LIST_MS);
    });
  } finally {
    clearTimeout(timer);
    await (child as AudioChild | null)?.kill();
  }
}
