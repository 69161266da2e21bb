import { expect, it } from 'vitest';
import { gapsText, NOT_ON_CASSETTE, withoutGapFailures } from '../../../../src/engine/replay/cassette/gaps.js';
import type { SessionEvent } from '../../../../src/engine/session/log/events.js';

function failed(port: string, code: string): SessionEvent {
  return { type: 'provider.failed', atMs: 0, port, provider: 'x', code, message: 'It does not know it.' } as never;
}
function recovered(port: string): SessionEvent {
  return { type: 'provider.recovered', atMs: 0, port, provider: 'x' } as never;
}

it('a line that is only not on the cassette is no failure of its provider, and being over with it no recovery', () => {
  const gap = failed('textToSpeech', NOT_ON_CASSETTE);
  const real = failed('speechToText', 'provider.interrupted');
  const events = [gap, real, recovered('textToSpeech'), recovered('speechToText'), recovered('textToSpeech')];
  expect(withoutGapFailures(events)).toEqual([real, events[3], events[4]]);
});

it('a provider that failed is told to be over with it, whatever was not on the cassette meanwhile', () => {
  const [real, gap] = [failed('textToSpeech', 'provider.crashed'), failed('textToSpeech', NOT_ON_CASSETTE)];
  const end = recovered('textToSpeech');
  expect(withoutGapFailures([real, gap, end])).toEqual([real, end]);
  expect(withoutGapFailures([gap, real, end])).toEqual([real, end]);
});

it('tells how many of which kind a cassette does not know, and the first', () => {
  const line = { port: 'textToSpeech', what: 'the examiner’s line "What?"' } as const;
  const words = { port: 'wordAligner', what: 'the words "by bus ..."' } as const;
  const text = { port: 'grammar', what: 'the text "By bus ..."' } as const;
  expect(gapsText([line])).toBe('the examiner’s line "What?"');
  expect(gapsText([words, line, words, text])).toBe(
    '2 alignments, 1 line of the examiner and 1 text for grammar, first the words "by bus ..."',
  );
});
