/**
 * Neural voices of sherpa-onnx. The library exits or aborts on a damaged model, so it never runs in our own process.
 * Request { config, line, text, speaker, speed }: loads the voice of `config` the first time, says { line, samples,
 * sampleRate } for every sentence as soon as it is made, and answers null. { cancel: line } stops a line.
 */
import { failure, serve, tell } from '../child-process/serve.mjs';

let loaded;
const cancelled = new Set();

async function voiceOf(config) {
  const wanted = JSON.stringify(config);
  if (loaded?.config === wanted) return loaded.voice;
  const { default: sherpa } = await import('sherpa-onnx-node').catch((error) => {
    throw failure('unavailable', `sherpa-onnx-node cannot be loaded (${error.message})`);
  });
  loaded = { config: wanted, voice: new sherpa.OfflineTts(config) };
  return loaded.voice;
}

// Beside the queue of requests: a line under way must hear of it.
process.on('message', ({ request }) => {
  if (request?.cancel !== undefined) cancelled.add(request.cancel);
});

serve(async ({ config, line, text, speaker, speed }) => {
  if (line === undefined) return null;
  const voice = await voiceOf(config);
  const { sampleRate } = voice;
  // A cancel may have arrived while the voice was loading.
  await new Promise((resolve) => setImmediate(resolve));
  if (cancelled.delete(line)) return null;
  await voice.generateAsync({
    text,
    sid: speaker,
    speed,
    enableExternalBuffer: false,
    onProgress: ({ samples }) => {
      if (cancelled.has(line)) return 0;
      tell({ line, samples: Float32Array.from(samples), sampleRate });
      return 1;
    },
  });
  cancelled.delete(line);
  return null;
});
