import { describe, expect, it } from 'vitest';
import { turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import { withoutCaptionTags } from '../../../src/engine/text/caption-tags.js';

describe('tags of captions', () => {
  it.each([
    ['[Music]', ''],
    ['well [Music] I like it [inaudible 00:12]', 'well I like it'],
    ['(laughs) yes (laughter) I do', 'yes I do'],
    ['<unk> my <i>home</i> town', 'my home town'],
    ['>> so I went', 'so I went'],
    ['♪ la la la ♪ right', 'right'],
    ['*coughs* sorry', 'sorry'],
  ])('are no words: %s', (text, words) => {
    expect(withoutCaptionTags(text)).toBe(words);
  });

  it.each(['my brother (who lives in Rome) cooks', 'I  like it', '2 < 3 and 5 > 4', 'a * b', 'it costs [more'])(
    'leave the rest as it is: %s',
    (text) => {
      expect(withoutCaptionTags(text)).toBe(text);
    },
  );

  it('are not rated: an answer of nothing else is none, and its times are no speech', () => {
    const words = [
      { text: '[Music]', startMs: 0, endMs: 9000 },
      { text: 'Yes', startMs: 9000, endMs: 9300 },
    ];
    const turns = turnsFromTranscript({ turns: [{ text: '[Music]' }, { text: '[Music] Yes', words }] });
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({ text: 'Yes', segments: [{ startMs: 9000, endMs: 9300 }] });
  });
});
