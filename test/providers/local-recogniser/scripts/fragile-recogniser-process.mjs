// A recogniser that counts batches and dies on command: the first sample of a batch is the command.
import { serveRecogniser } from '../../../../src/providers/local-recogniser/serve-recogniser.mjs';

serveRecogniser((settings) => {
  if (settings === 'does not load') {
    console.error('native library: bad model');
    process.exit(255);
  }
  let batches = 0;
  return {
    begin: () => {
      batches = 0;
    },
    accept: (samples) => {
      if (samples[0] === 1) process.abort();
      if (samples[0] === 2) setTimeout(() => process.exit(9), 20);
      if (samples[0] === 3) throw new Error('cannot decode this');
      batches += 1;
      return `batch ${batches}`;
    },
    finish: () => {
      if (settings === 'dies at the end') process.abort();
      return { batches };
    },
    discard: () => undefined,
  };
});
