import { afterEach, describe, expect, it } from 'vitest';
import { forkTransport } from '../../../src/providers/child-process/fork-transport.js';
import { RemoteService } from '../../../src/providers/child-process/remote-service.js';

const script = new URL('./scripts/echo-process.mjs', import.meta.url);
const start = forkTransport({ script });

describe('a remote service', () => {
  const open: RemoteService[] = [];
  const news: unknown[] = [];
  function service(timeoutMs = 20_000): RemoteService {
    const made = new RemoteService({
      provider: 'echo',
      start,
      remedy: 'Reinstall it.',
      timeoutMs,
      onNews: (piece) => news.push(piece),
    });
    open.push(made);
    return made;
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });

  it('answers requests in order and keeps typed arrays', async () => {
    const echo = service();
    const samples = Int16Array.of(1, -2, 3);
    const order: string[] = [];
    const [, answer] = await Promise.all([
      echo.call('slow').then(() => order.push('slow')),
      echo.call(samples).then((result) => {
        order.push('samples');
        return result;
      }),
    ]);
    expect(order).toEqual(['slow', 'samples']);
    expect(answer).toEqual({ echo: samples });
  });

  it('passes on what answers no request', async () => {
    await service().call('news');
    expect(news).toContainEqual({ partial: 'hello' });
  });

  it('says what the script refused, without terminal codes', async () => {
    await expect(service().call('refuse')).rejects.toMatchObject({
      code: 'provider.invalidRequest',
      message: 'echo failed: no such voice.',
      remedy: 'choose another',
    });
  });

  it('turns a death into a ProviderError with its last words, for every call under way, and starts anew', async () => {
    const echo = service();
    const calls = await Promise.allSettled([echo.call('leave'), echo.call('after')]);
    for (const call of calls) {
      expect(call).toMatchObject({
        status: 'rejected',
        reason: { code: 'provider.crashed', retryable: true, remedy: 'Reinstall it.' },
      });
    }
    expect(String((calls[0] as PromiseRejectedResult).reason)).toMatch(/exit code 7.*no such file/);
    expect(await echo.call('again')).toEqual({ echo: 'again' });
  });

  it('survives a native abort', async () => {
    const echo = service();
    await expect(echo.call('crash')).rejects.toMatchObject({
      kind: 'crashed',
      message: expect.stringMatching(/SIGABRT/),
    });
    expect(await echo.call('again')).toEqual({ echo: 'again' });
  });

  it('bounds every wait and does not reuse a script that hangs', async () => {
    const echo = service(400);
    await expect(echo.call('hang')).rejects.toMatchObject({
      kind: 'timeout',
      remedy: expect.stringMatching(/try again/) as string,
    });
    const other = service();
    expect(await other.call('fine')).toEqual({ echo: 'fine' });
  });

  it('rejects what is under way when it is closed, and everything after', async () => {
    const echo = service();
    const call = expect(echo.call('hang')).rejects.toMatchObject({ kind: 'unavailable' });
    await echo.close();
    await call;
    await expect(echo.call('more')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

it('names a script that cannot be started', async () => {
  const missing = new URL('./scripts/missing.mjs', import.meta.url);
  const service = new RemoteService({
    provider: 'missing',
    start: forkTransport({ script: missing }),
    remedy: 'Reinstall.',
    timeoutMs: 20_000,
  });
  await expect(service.call('hello')).rejects.toMatchObject({ kind: 'crashed' });
  await service.close();
});
