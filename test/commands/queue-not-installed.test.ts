import { expect, it } from 'vitest';
import { loadBullmq } from '../../src/commands/replay/queue/load-bullmq.js';

const missing = (name: string): Error =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /somewhere/load-bullmq.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });

it('a queue without the package that queues need says how to install it', async () => {
  await expect(loadBullmq(() => Promise.reject(missing('bullmq')))).rejects.toMatchObject({
    code: 'queue.notInstalled',
    exitCode: 3,
    remedy: expect.stringContaining('npm install bullmq@5'),
  });
});

it('a package that is there and broken is another trouble', async () => {
  await expect(loadBullmq(() => Promise.reject(missing('ioredis')))).rejects.toThrow("'ioredis'");
});
