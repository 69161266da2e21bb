import { describe, expect, it } from 'vitest';
import { decodedText } from '../../../src/engine/text/decoded-text.js';

const TEXT = 'I don’t like “cafés” – they cost 3 €';

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16, the lower byte first', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, the higher byte first', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from('I don\x92t like \x93caf\xe9s\x94 \x96 they cost 3 \x80', 'latin1')],
  ])('is read from %s', (_, bytes) => {
    expect(decodedText(bytes)).toBe(TEXT);
  });

  it('may be empty', () => {
    expect(decodedText(new Uint8Array())).toBe('');
  });
});
