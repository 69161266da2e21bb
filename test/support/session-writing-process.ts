/** Started by a test as a process of its own: writes a session event by event and tells what is safe, until it is killed. */
import { setTimeout as wait } from 'node:timers/promises';
import { createEventWriter } from '../../src/store/event-writer.js';
import { openStore } from '../../src/store/open-store.js';
import { madeSession } from './stored-session.js';

const [path = '', sessionId = ''] = process.argv.slice(2);
const store = await openStore(path);
const writer = createEventWriter(store, sessionId, { databasePath: path });
for (const event of madeSession({ sessionId, turns: 5000 })) {
  writer.onEvent(event);
  if (event.sequence % 7 === 0) {
    const saved = await writer.flush();
    if (saved) process.stdout.write(`${String(event.sequence)}\n`);
    await wait(1);
  }
}
