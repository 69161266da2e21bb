import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { replayCommand } from '../../src/commands/replay.js';
import { environmentWith, fixtureFolder } from '../support/replay-fixtures.js';
import { TYPED } from '../support/typed-fixtures.js';

it('a replay that is interrupted while its reports are written writes all of them, and exits with 130', async () => {
  const folder = await fixtureFolder({ 'a/fixture.yaml': TYPED });
  const page = join(folder, 'page.html');
  const heeds = (): number => process.listenerCount('SIGTERM');
  const outside = heeds();
  let heeded = false;
  const write = (text: string): boolean => {
    // The line of progress goes when all fixtures are through.
    heeded = text === '\r\u001b[K' && heeds() > outside;
    // As when the reader of standard output has left.
    return heeded && process.emit('SIGTERM');
  };
  const terminal = Object.assign(new PassThrough(), { isTTY: true, write }) as unknown as NodeJS.WriteStream;
  const run = { environment: environmentWith(), terminal };
  const code = await replayCommand({ paths: [folder], reporter: [`html=${page}`] }, () => undefined, run);
  expect([heeded, code, heeds()]).toEqual([true, 130, outside]);
  expect(readFileSync(page, 'utf8')).toContain('</html>');
});
