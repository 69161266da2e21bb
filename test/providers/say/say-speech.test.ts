import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSay, detectSay } from '../../../src/providers/say/say-speech.js';
import { chunks, textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';

describe.runIf(process.platform === 'darwin')('on macOS', () => {
  textToSpeechContract('say', () => createSay());
});

it('is not offered elsewhere, whatever program has its name', async () => {
  expect(await detectSay({ platform: 'linux', program: 'true' })).toMatchObject({ available: false });
  expect(await detectSay({ platform: 'darwin', program: 'true' })).toMatchObject({ available: true });
  expect(await detectSay({ platform: 'darwin', program: 'no-such-say' })).toMatchObject({ available: false });
});

it('hands the line over in a file and asks for 16-bit WAV', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'say-'));
  const program = join(folder, 'say');
  // Stands for say: keeps its arguments and its text, and writes two samples.
  await writeFile(
    program,
    `#!/usr/bin/env node
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.writeFileSync(${JSON.stringify(join(folder, 'args.json'))}, JSON.stringify([args, fs.readFileSync(args[3], 'utf8')]));
const wav = Buffer.alloc(48);
wav.write('RIFF', 0); wav.writeUInt32LE(40, 4); wav.write('WAVEfmt ', 8); wav.writeUInt32LE(16, 16);
wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22); wav.writeUInt32LE(22050, 24); wav.writeUInt16LE(16, 34);
wav.write('data', 36); wav.writeUInt32LE(4, 40); wav.writeInt16LE(7, 44); wav.writeInt16LE(-7, 46);
fs.writeFileSync(args[5], wav);
`,
  );
  await chmod(program, 0o755);
  const spoken = await chunks(createSay({ program }), '-o x [[slnc 900]] hello');
  const [args, text] = JSON.parse(await readFile(join(folder, 'args.json'), 'utf8')) as [string[], string];
  await rm(folder, { recursive: true });
  expect(spoken).toEqual([{ samples: Int16Array.of(7, -7), sampleRate: 22_050 }]);
  expect(text).toBe('-o x slnc 900 hello\n');
  expect(args).toContain('--data-format=LEI16@22050');
  expect(args.join(' ')).not.toContain('hello');
});
