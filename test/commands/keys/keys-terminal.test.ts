/** The prompts for keys and passphrases in a real terminal: asked in order, and nothing of what is typed is ever shown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { hasTmux, openTerminal, type TmuxTerminal } from '../../support/tmux.js';

const BIN = join(import.meta.dirname, '..', '..', '..', 'bin', 'ielts-examiner.js');
const [FIRST, SECOND] = ['planted first phrase', 'planted second phrase'];
let terminal: TmuxTerminal | undefined;
afterEach(() => {
  terminal?.close();
});

it.skipIf(!hasTmux)('keys are stored, encrypted anew and removed in a terminal that shows none of them', async () => {
  const home = temporaryFolder();
  const keys = (words: string): string => `echo "+ ${words}"; node ${BIN} keys ${words}; echo "= $?"`;
  // One after the other: each begins when the one before has ended.
  const commands = ['set groq', 'set groq', 'rotate', 'list', 'remove groq'].map(keys).join('; ');
  const env = `env -u IELTS_EXAMINER_PASSPHRASE -u GROQ_API_KEY IELTS_EXAMINER_HOME=${home} IELTS_EXAMINER_KEYCHAIN=off`;
  terminal = openTerminal(`${env} NODE_ENV=production bash -c '${commands}'`);
  /** The prompt is the last on the screen. */
  const answer = async (prompt: RegExp, text: string): Promise<void> => {
    await terminal!.sees(prompt);
    terminal!.type(text);
    terminal!.press('Enter');
  };

  await answer(/Groq key \(it is not shown\):\s*$/, 'gsk-planted-mistyped');
  await answer(/Choose its passphrase:\s*$/, FIRST);
  // Two that differ: nothing is stored.
  await answer(/The same again:\s*$/, 'planted other phrase');
  await terminal.sees(/The two passphrases differ, so nothing was stored/);
  await answer(/\+ set groq[^+]*Groq key \(it is not shown\):\s*$/, 'gsk-planted-key');
  await answer(/Choose its passphrase:\s*$/, FIRST);
  await answer(/The same again:\s*$/, FIRST);
  await answer(/\+ rotate\s+Passphrase of your key file:\s*$/, 'planted wrong phrase');
  await answer(/That is not it\. Passphrase of your key file:\s*$/, FIRST);
  await answer(/Choose its passphrase:\s*$/, SECOND);
  await answer(/The same again:\s*$/, SECOND);
  await terminal.sees(/encrypted anew, under the new passphrase/);
  await terminal.sees(/^groq +encrypted file/m);
  await answer(/\+ remove groq\s+Passphrase of your key file:\s*$/, SECOND);
  await terminal.sees(/The Groq key is gone from/);
  const all = terminal.withHistory();
  expect(all.match(/^= \d+$/gm)).toEqual(['= 2', '= 0', '= 0', '= 0', '= 0']);
  expect(all).not.toMatch(/planted/);
  expect(() => readFileSync(join(home, 'config', 'keys.json'))).toThrow('ENOENT');
});
