import { expect, it, vi } from 'vitest';
import { ProviderWatch } from '../../src/library/provider-watch.js';

it('sets no timer for what is called when the replay is over, which would keep the program alive', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const watch = new ProviderWatch(5000);
  const of = { port: 'grammar', id: 'mine' } as const;
  watch.close();
  await expect(watch.call(of, 'close', () => 3)).resolves.toBe(3);
  await expect(watch.call(of, 'close', () => Promise.reject(new Error('boom')))).rejects.toThrow(
    'grammar (mine): close: boom',
  );
  expect(timers).not.toHaveBeenCalled();
  timers.mockRestore();
});
