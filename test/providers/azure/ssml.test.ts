import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml, ssml } from '../../../src/providers/azure/ssml.js';

describe('speech markup', () => {
  it('names the voice, its language and the pace', () => {
    expect(ssml('Good morning.', { voice: 'en-GB-RyanNeural', rate: '-5%' })).toBe(
      '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-GB">' +
        '<voice name="en-GB-RyanNeural"><prosody rate="-5%">Good morning.</prosody></voice></speak>',
    );
  });

  it('lets nothing in a text become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeXml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos);)/);
        // What XML knows comes back as it was.
        const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
        const back = escaped.replace(/&(\w+);/g, (_, name: string) => named[name]!);
        expect(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')).toBe(back);
      }),
      { seed: 1 },
    );
  });
});
