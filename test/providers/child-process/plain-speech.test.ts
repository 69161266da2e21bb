import { describe, expect, it } from 'vitest';
import { plainAsciiSpeech, plainSpeech } from '../../../src/providers/child-process/plain-speech.js';

describe('text for a speech program', () => {
  it.each([
    ['[[slnc 9000]] hello', 'slnc 9000 hello'],
    ['<break time="9s"/>hello', 'break time="9s"/ hello'],
    ['well\u001b[31m done\u0000 🙂\nnow', 'well done now'],
    ['🏴\u{e0067}\u{e0062}\u{e007f} co\u00adoperate', 'cooperate'],
    ['“Tea” — or coffee…', '"Tea", or coffee...'],
    ['1990–1995', '1990-1995'],
    ['bread & butter', 'bread and butter'],
    ['half\ud800', 'half'],
    ['?! 🙂', ''],
  ])('%j becomes %j', (text, plain) => {
    expect(plainSpeech(text)).toBe(plain);
  });

  it.each([
    ['naïve Ærø, £20.50', 'naive Aero, 20.50 pounds'],
    ['full-width \uff1cb\uff1e', 'full-width b'],
    ['日本語', ''],
  ])('%j becomes %j in ASCII', (text, plain) => {
    expect(plainAsciiSpeech(text)).toBe(plain);
  });
});
