import { failure, serve, tell } from '../../../../src/providers/child-process/serve.mjs';

serve(async (request) => {
  if (request === 'crash') {
    console.error('native library says: corrupt model');
    process.abort();
  }
  if (request === 'leave') {
    console.error('no such file');
    process.exit(7);
  }
  if (request === 'hang') return new Promise(() => undefined);
  if (request === 'refuse') throw failure('invalidRequest', 'no\u001b[31m such voice', 'choose another');
  if (request === 'news') tell({ partial: 'hello' });
  if (request === 'slow') await new Promise((resolve) => setTimeout(resolve, 50));
  return { echo: request };
});
