import { describe, expect, it } from 'vitest';
import { createEventLog } from '../../../../src/engine/session/log/event-log.js';
import { ManualClock } from '../../../support/manual-clock.js';

describe('the event log', () => {
  it('is heard in order by everybody, also when one listener causes the next event', () => {
    const log = createEventLog({ clock: new ManualClock(), mediaTimeMs: () => 0 });
    const heard: number[] = [];
    log.subscribe(({ type }) => {
      if (type === 'session.paused') log.append({ type: 'session.unpaused' });
    });
    log.subscribe(({ sequence }) => heard.push(sequence));
    log.append({ type: 'session.paused' });
    log.append({ type: 'session.paused' });
    expect(heard).toEqual([1, 2, 3, 4]);
  });

  it('goes on after a listener that threw', () => {
    const log = createEventLog({ clock: new ManualClock(), mediaTimeMs: () => 0 });
    const heard: number[] = [];
    log.subscribe(({ sequence }) => {
      if (sequence === 1) throw new Error('broken');
    });
    log.subscribe(({ sequence }) => heard.push(sequence));
    expect(() => log.append({ type: 'session.paused' })).toThrow('broken');
    log.append({ type: 'session.unpaused' });
    expect(heard).toEqual([2]);
  });
});
