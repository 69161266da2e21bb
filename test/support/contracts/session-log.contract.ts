/** What every session log must do. */
import { describe, expect, it } from 'vitest';
import type { SessionLog } from '../../../src/store/session-log.js';
import { madeSession, numbered } from '../stored-session.js';

export function describeSessionLog(name: string, create: () => Promise<SessionLog>): void {
  describe(`${name} as a session log`, () => {
    const events = madeSession({ sessionId: 'one', turns: 3 });

    it('gives back what was appended, in order, however it was cut into batches', async () => {
      const log = await create();
      await log.append('one', events.slice(0, 1));
      await log.append('one', events.slice(1, 6));
      await log.append('one', events.slice(6));
      expect(await log.read('one')).toEqual(events);
    });

    it('keeps sessions apart', async () => {
      const log = await create();
      const others = madeSession({ sessionId: 'two', turns: 1 });
      await Promise.all([log.append('one', events), log.append('two', others)]);
      expect(await log.read('one')).toEqual(events);
      expect(await log.read('two')).toEqual(others);
    });

    it('knows nothing of a session that never began', async () => {
      expect(await (await create()).read('nobody')).toEqual([]);
    });

    it('takes no events as nothing to do', async () => {
      const log = await create();
      await log.append('one', []);
      expect(await log.read('one')).toEqual([]);
    });

    it('refuses a session that does not begin with its start', async () => {
      const log = await create();
      await expect(log.append('one', numbered([{ type: 'session.paused' }]))).rejects.toMatchObject({
        code: 'store.sequence',
      });
      expect(await log.read('one')).toEqual([]);
    });

    it('writes none of a batch that leaves a gap', async () => {
      const log = await create();
      await log.append('one', events.slice(0, 2));
      const gap = [...events.slice(2, 4), ...events.slice(5)];
      await expect(log.append('one', gap)).rejects.toMatchObject({ code: 'store.sequence' });
      await expect(log.append('one', events.slice(3))).rejects.toMatchObject({ code: 'store.sequence' });
      expect(await log.read('one')).toEqual(events.slice(0, 2));
    });

    it('passes over events that it has already, so that a writer may send them again', async () => {
      const log = await create();
      await log.append('one', events.slice(0, 5));
      await log.append('one', events.slice(2));
      expect(await log.read('one')).toEqual(events);
    });

    it('refuses another event under a number that is taken', async () => {
      const log = await create();
      await log.append('one', events);
      const second = numbered([{ type: 'session.paused' }], undefined, events.length);
      await expect(log.append('one', second)).rejects.toMatchObject({ code: 'store.sequence' });
      expect(await log.read('one')).toEqual(events);
    });

    it('takes a thousand events at once', async () => {
      const log = await create();
      const many = madeSession({ sessionId: 'one', turns: 250 });
      await log.append('one', many);
      expect((await log.read('one')).length).toBe(many.length);
    });
  });
}
