/**
 * A streaming transducer of sherpa-onnx. The library exits or aborts on a damaged model, so it never runs in our own process.
 * Every turn gets a fresh stream; where turns end is decided by the engine, so the library's endpoint rules stay off.
 */
import sherpa from 'sherpa-onnx-node';
import { serveRecogniser } from '../local-recogniser/serve-recogniser.mjs';

const SAMPLE_RATE = 16_000;

function load({ files, tailMs, threads }) {
  const recogniser = new sherpa.OnlineRecognizer({
    featConfig: { sampleRate: SAMPLE_RATE, featureDim: 80 },
    modelConfig: {
      // No modelType: the library reads it from the encoder.
      transducer: { encoder: files.encoder, decoder: files.decoder, joiner: files.joiner },
      tokens: files.tokens,
      numThreads: threads,
      provider: 'cpu',
      debug: 0,
    },
    decodingMethod: 'greedy_search',
    enableEndpoint: 0,
  });
  let stream = null;

  const decode = () => {
    while (recogniser.isReady(stream)) recogniser.decode(stream);
  };
  const accept = (samples) => {
    stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE });
    decode();
  };
  return {
    begin: () => {
      stream = recogniser.createStream();
    },
    accept: (samples) => {
      accept(Float32Array.from(samples, (sample) => sample / 32_768));
      return recogniser.getResult(stream).text;
    },
    finish: () => {
      // The model looks ahead by a chunk: without something after the last word it would not be decoded.
      accept(new Float32Array((tailMs * SAMPLE_RATE) / 1000));
      stream.inputFinished();
      decode();
      const result = recogniser.getResult(stream);
      stream = null;
      return {
        tokens: result.tokens,
        timestamps: result.timestamps,
        logProbabilities: result.ys_probs,
        startS: result.start_time,
      };
    },
    discard: () => {
      stream = null;
    },
  };
}

serveRecogniser(load);
