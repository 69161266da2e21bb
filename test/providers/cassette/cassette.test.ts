import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../src/engine/errors.js';
import { cassetteText, checkCassetteBytes, parseCassette } from '../../../src/engine/replay/cassette/cassette-text.js';
import { audioHash } from '../../../src/engine/replay/cassette/keys.js';
import type { Cassette, CassetteMessage } from '../../../src/engine/replay/cassette/format.js';
import type { SpeechToText, SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';
import { SILENT_FRAME } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { CassettePlayer } from '../../../src/providers/cassette/cassette-player.js';
import { CassetteRecorder } from '../../../src/providers/cassette/cassette-recorder.js';
import { scriptedSpeechToText } from '../../support/scripted-speech-to-text.js';
import { joined, silence, tone } from '../../support/tones.js';

const AUDIO = 'a'.repeat(64);
const signal = new AbortController().signal;

function recorder(): CassetteRecorder {
  return new CassetteRecorder({ audio: AUDIO }, new VirtualClock());
}

/** What a listener of one turn hears, each partial with the milliseconds sent before it. */
async function turn(stream: SpeechToTextStream, frames: number, turnId = 't1'): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  let sentMs = 0;
  stream.beginTurn(
    { turnId, keyterms: [] },
    { partial: (text) => heard.push([sentMs, text]), failed: (error) => heard.push(error.message) },
  );
  for (let frame = 0; frame < frames; frame++) {
    await stream.push(SILENT_FRAME);
    sentMs += 20;
  }
  const { text, words } = await stream.endTurn();
  return [...heard, text, words.map((word) => word.text)];
}

async function lengthOf(voice: TextToSpeech, text: string): Promise<number> {
  let length = 0;
  for await (const { samples } of voice.synthesize({ text, signal })) length += samples.length;
  return length;
}

/** Through the file format and back. */
function rewound(cassette: Cassette): CassettePlayer {
  return new CassettePlayer(parseCassette(cassetteText(cassette), 'talk/cassette.jsonl', 'talk'));
}

describe('recognition on a cassette', () => {
  it('says the same words after as much audio, under the same name', async () => {
    const recording = recorder();
    const live = recording.speechToText(scriptedSpeechToText([{ text: 'a first answer' }, { text: 'and another' }]));
    const stream = await live.open();
    await turn(stream, 30);
    await turn(stream, 50, 't2');
    const player = rewound(recording.cassette());
    const played = player.speechToText();
    expect([played.id, played.capabilities]).toEqual([live.id, live.capabilities]);
    const again = await played.open();
    // A partial that came with the tenth frame was there before the eleventh.
    expect(await turn(again, 30)).toEqual([[200, 'a first answer'], 'a first answer', ['a', 'first', 'answer']]);
    expect(await turn(again, 50, 't2')).toEqual([[200, 'and another'], 'and another', ['and', 'another']]);
    expect(player.missing).toEqual([]);
  });

  it('knows no words that had not been said when a turn ends earlier', async () => {
    const recording = recorder();
    await turn(await recording.speechToText(scriptedSpeechToText([{ text: 'one two three four' }])).open(), 60);
    const again = await rewound(recording.cassette()).speechToText().open();
    expect(await turn(again, 30)).toEqual([[200, 'one two three four'], 'one two', ['one', 'two']]);
  });

  it('knows them by the partial transcript where no times are told, and not at all where there is none', async () => {
    const untimed = (partials: boolean): SpeechToText => {
      const scripted = scriptedSpeechToText([{ text: 'one two' }]);
      const open = async (): Promise<SpeechToTextStream> => {
        const stream = await scripted.open();
        return {
          ...stream,
          beginTurn: (options, listener) => {
            stream.beginTurn(options, partials ? listener : { ...listener, partial: () => undefined });
          },
          endTurn: async () => ({ ...(await stream.endTurn()), text: 'one two three four', words: [] }),
        };
      };
      return { ...scripted, open };
    };
    const cutShort = async (partials: boolean): Promise<readonly unknown[]> => {
      const recording = recorder();
      await turn(await recording.speechToText(untimed(partials)).open(), 60);
      return await turn(await rewound(recording.cassette()).speechToText().open(), 30);
    };
    expect(await cutShort(true)).toEqual([[200, 'one two'], 'one two', []]);
    await expect(cutShort(false)).rejects.toThrow('does not know which words of answer 1 came so early');
  });

  it('fails for a turn that was not recorded, and says so afterwards', async () => {
    const recording = recorder();
    await turn(await recording.speechToText(scriptedSpeechToText([{ text: 'one' }])).open(), 10);
    const player = rewound(recording.cassette());
    const again = await player.speechToText().open();
    await turn(again, 10);
    await expect(turn(again, 10, 't2')).rejects.toThrow('does not know answer 2');
    expect(player.missing).toEqual(['answer 2 of the candidate']);
  });
});

describe('the examiner’s voice on a cassette', () => {
  const sound = joined(silence(300), tone(700), silence(200));
  const voice: TextToSpeech = {
    id: 'flite:slt',
    cacheKey: 'x',
    async *synthesize() {
      yield { samples: sound.subarray(0, 5000), sampleRate: 16_000 };
      yield { samples: sound.subarray(5000), sampleRate: 16_000 };
    },
    close: async () => {},
  };

  it('lasts as long and is silent at both ends as long, in a few bytes', async () => {
    const recording = recorder();
    await lengthOf(recording.textToSpeech(voice), 'Hello.');
    const text = cassetteText(recording.cassette());
    expect(text.length).toBeLessThan(600);
    const played = rewound(recording.cassette()).textToSpeech();
    expect(played.id).toBe('flite:slt');
    const samples: number[] = [];
    for await (const chunk of played.synthesize({ text: 'Hello.', signal })) samples.push(...chunk.samples);
    expect(samples).toHaveLength(sound.length);
    const isLoud = (sample: number): boolean => Math.abs(sample) > 180;
    expect(samples.findIndex(isLoud)).toBe(sound.findIndex(isLoud));
    expect(samples.findLastIndex(isLoud)).toBe(sound.findLastIndex(isLoud));
  });

  it('does not know a line that was never said, unless nobody wants it any more', async () => {
    const player = rewound(recorder().cassette());
    const aborted = AbortSignal.abort();
    for await (const _ of player.textToSpeech().synthesize({ text: 'New.', signal: aborted })) expect.unreachable();
    expect(player.missing).toEqual([]);
    await expect(lengthOf(player.textToSpeech(), 'New.')).rejects.toThrow('does not know the examiner’s line "New."');
    expect(player.missing).toHaveLength(1);
  });

  it('knows the end of a line that was broken off, and of no other', async () => {
    const recording = recorder();
    await lengthOf(recording.textToSpeech(voice), 'We will stop here. Thank you.');
    const player = rewound(recording.cassette());
    const played = player.textToSpeech();
    const end = 'Thank you.';
    await expect(lengthOf(played, end)).rejects.toThrow(`does not know the examiner’s line "${end}"`);
    await lengthOf(played, 'We will stop here. Thank you.');
    await expect(lengthOf(played, end)).rejects.toThrow('does not know');
    for await (const _ of played.synthesize({ text: 'We will stop here. Thank you.', signal })) break;
    expect(await lengthOf(played, end)).toBeGreaterThan(0);
  });
});

describe('what failed once and was asked for again', () => {
  const failsOnce = <Args extends readonly unknown[]>(): ((...args: Args) => void) => {
    let asked = 0;
    return () => {
      asked += 1;
      if (asked === 1) throw new Error('busy');
    };
  };

  it('fails once on the cassette too, and then says what it said', async () => {
    const recording = recorder();
    const fail = failsOnce();
    const voice = recording.textToSpeech({
      id: 'tones',
      cacheKey: '',
      async *synthesize() {
        fail();
        yield { samples: tone(500), sampleRate: 16_000 };
      },
      close: async () => {},
    });
    const failCheck = failsOnce();
    const grammar = recording.grammar({
      id: 'harper',
      check: async () => {
        failCheck();
        return [];
      },
      close: async () => {},
    });
    await expect(lengthOf(voice, 'Hello.')).rejects.toThrow('busy');
    await lengthOf(voice, 'Hello.');
    await expect(grammar.check('he go')).rejects.toThrow('busy');
    await grammar.check('he go');
    const player = rewound(recording.cassette());
    const [played, checked] = [player.textToSpeech(), player.grammar()];
    await expect(lengthOf(played, 'Hello.')).rejects.toThrow('tones');
    expect(await lengthOf(played, 'Hello.')).toBe(8000);
    expect(await lengthOf(played, 'Hello.')).toBe(8000);
    await expect(checked.check('he go')).rejects.toThrow('harper');
    expect(await checked.check('he go')).toEqual([]);
    expect(player.missing).toEqual([]);
  });
});

describe('alignment and grammar on a cassette', () => {
  it('come back whole with what the speech model said, the second asking of one request apart from the first', async () => {
    const recording = recorder();
    let calls = 0;
    const aligner = recording.wordAligner({
      id: 'soundswallower',
      align: async (_samples, words) => {
        calls += 1;
        if (words[0] === 'noise') return null;
        const phones = [{ phone: 'AY', startMs: 0, endMs: 90, score: -1.5, ...(calls === 1 ? { heard: 'EH' } : {}) }];
        const rating = { fluency: 8.125, prosodic: 7, accuracy: 6.5, total: 7, words: 1, modelVersion: '1.0.0' };
        return {
          ...(calls === 1 ? { rating } : {}),
          words: [{ text: 'i', startMs: 0, endMs: 90 * calls, score: -2, phones }],
          unknown: ['xyz'],
        };
      },
      close: async () => {},
    });
    const grammar = recording.grammar({
      id: 'harper',
      check: async () => [{ kind: 'agreement', message: 'Use "goes".', start: 3, end: 5, suggestions: ['goes'] }],
      close: async () => {},
    });
    const first = await aligner.align(tone(100), ['i']);
    const second = await aligner.align(tone(120), ['i']);
    await aligner.align(tone(100), ['noise']);
    const issues = await grammar.check('he go');

    const player = rewound(recording.cassette());
    const played = player.wordAligner();
    // Not the samples but the words are the request: the header vouches for the audio.
    expect(first?.rating?.fluency).toBe(8.125);
    expect(await played.align(silence(5), ['i'])).toEqual(first);
    expect(await played.align(silence(5), ['i'])).toEqual(second);
    expect(await played.align(silence(5), ['noise'])).toBeNull();
    expect(await player.grammar().check('he go')).toEqual(issues);
    await expect(player.grammar().check('he goes')).rejects.toThrow('does not know');
    expect(player.missing).toHaveLength(1);
  });
});

describe('the cassette file', () => {
  it('keeps listed fields only, whatever a provider says', async () => {
    const recording = recorder();
    const grammar = recording.grammar({
      id: 'cloud',
      check: async () => [
        { kind: 'k', message: 'm', start: 0, end: 1, suggestions: [], authorization: 'Bearer secret' } as never,
      ],
      close: async () => {},
    });
    await grammar.check('x');
    expect(cassetteText(recording.cassette())).not.toContain('secret');
  });

  it('is the same whatever the order in which providers answered', async () => {
    const check = async (texts: readonly string[]): Promise<string> => {
      const recording = recorder();
      const grammar = recording.grammar({ id: 'harper', check: async () => [], close: async () => {} });
      for (const text of texts) await grammar.check(text);
      return cassetteText(recording.cassette());
    };
    expect(await check(['one', 'two', 'three'])).toBe(await check(['three', 'one', 'two']));
  });

  const partial = (text: string, number = 1): CassetteMessage => ({ type: 'partial', turn: number, sentMs: 20, text });
  const withPartials = (messages: readonly CassetteMessage[]): Cassette => ({
    header: { ...recorder().cassette().header, protocol: 2 },
    messages,
  });

  it('keeps of a partial transcript only what is not in the one before it', () => {
    const { messages } = withPartials(['we', 'we went', 'we went home', 'we want home'].map((text) => partial(text)));
    const lines = cassetteText(withPartials(messages)).trim().split('\n').slice(1);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { text: 'we' },
      { keep: 2, text: ' went' },
      { keep: 7, text: ' home' },
      { keep: 4, text: 'ant home' },
    ]);
  });

  it('gives every partial transcript back as it was, whatever it says', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '😀', '😁', '\ud83d'), maxLength: 6 });
    const said = fc.array(fc.tuple(text, fc.integer({ min: 1, max: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(said, (partials) => {
        const cassette = withPartials(
          partials.map(([each, number]) => partial(each, number)).sort((a, b) => turnOf(a) - turnOf(b)),
        );
        expect(parseCassette(cassetteText(cassette), 'c', 'talk')).toEqual(cassette);
      }),
      { seed: 5 },
    );
  });

  it('of the first protocol is read as it is, and written in the present one', () => {
    const whole = [partial('we'), partial('we went')];
    const { header } = recorder().cassette();
    const old = [{ ...header, protocol: 1 }, ...whole].map((line) => `${JSON.stringify(line)}\n`).join('');
    const read = parseCassette(old, 'c', 'talk');
    expect(read.messages).toEqual(whole);
    expect(cassetteText(read)).toContain('"protocol":2');
  });

  it('is looked through quickly where its lines are as written, and line by line where somebody has touched them', () => {
    const cassette = withPartials([partial('we'), partial('we went')]);
    const text = cassetteText(cassette);
    const look = (looked: string): unknown => checkCassetteBytes(Buffer.from(looked), 'talk/cassette.jsonl', 'talk');
    expect(look(text)).toMatchObject(cassette.header);
    expect(look(text.replace('" went"', '" want"'))).toMatchObject(cassette.header);
    expect(look(text.slice(0, text.indexOf('\n')))).toMatchObject(cassette.header);
    expect(() => look(text.replace('" went"', '7'))).toThrow('talk/cassette.jsonl:3');
    expect(() => look(text.slice(0, -9))).toThrow('talk/cassette.jsonl:3');
  });

  it('gives the same messages whether somebody has touched its lines or not', () => {
    const cassette = withPartials([partial('we'), partial('we went')]);
    const [header, ...lines] = cassetteText(cassette).split('\n');
    const touched = [header, ...lines.map((line) => line.replace('{', '{ '))].join('\n');
    expect(parseCassette(touched, 'c', 'talk')).toEqual(cassette);
  });

  it('with a checksum of lines that nobody has touched is not read line by line', () => {
    const lines = 'not a line of a cassette\n';
    const [header] = cassetteText(withPartials([])).split('\n');
    const vouched = JSON.stringify({ ...(JSON.parse(header ?? '') as object), lines: crc32(lines).toString(16) });
    expect(checkCassetteBytes(Buffer.from(`${vouched}\n${lines}`), 'c', 'talk')).toMatchObject({ audio: AUDIO });
  });

  const short = '{"keep":9,"sentMs":1,"text":"","turn":1,"type":"partial"}';
  it.each([
    [`${cassetteText(recorder().cassette())}${short}`, 'cassette.damaged', 'talk/cassette.jsonl:2'],
    ['{"type":"cassette","protocol":99}\n', 'cassette.stale', 'protocol 99'],
    ['not json\n', 'cassette.damaged', 'talk/cassette.jsonl:1'],
    ['', 'cassette.damaged', 'talk/cassette.jsonl:1'],
    [`${cassetteText(recorder().cassette())}5`, 'cassette.damaged', ':2: not a line of a cassette: it must be a map'],
    [
      cassetteText(withPartials([])).replace(/"lines":"\w+"/, '"lines":5'),
      'cassette.damaged',
      'a cassette: "lines": must be text',
    ],
    [`${cassetteText(recorder().cassette())}{"type":"grammar"`, 'cassette.damaged', 'talk/cassette.jsonl:2'],
    [
      `${cassetteText(recorder().cassette())}{"type":"secret","key":"x"}`,
      'cassette.damaged',
      'talk/cassette.jsonl:2: not a line of a cassette: "type": not a name that is known here',
    ],
  ])('%j is refused', (text, code, message) => {
    try {
      parseCassette(text, 'talk/cassette.jsonl', 'talk');
      expect.unreachable();
    } catch (error) {
      expect(isAppError(error) && error).toMatchObject({ code, exitCode: 3 });
      expect(String(error)).toContain(message);
      expect(isAppError(error) && error.remedy).toContain('replay --record talk');
    }
  });

  it('is bound to the candidate’s audio and noise, not to when it is said', () => {
    const noise = { kind: 'pink', snr: 10, seed: 1 } as const;
    const hash = audioHash([tone(100)], {});
    expect(audioHash([tone(100)], {})).toBe(hash);
    expect(audioHash([tone(100, 221)], {})).not.toBe(hash);
    expect(audioHash([tone(50), tone(50)], {})).not.toBe(hash);
    expect(audioHash([tone(100)], { noise })).not.toBe(hash);
    expect(audioHash([tone(100)], { degrade: { loss: 0.1, burst: 1, seed: 1 } })).not.toBe(hash);
    expect(audioHash([tone(100)], { noise: { ...noise, seed: 2 } })).not.toBe(audioHash([tone(100)], { noise }));
  });
});

function turnOf(message: CassetteMessage): number {
  return 'turn' in message ? message.turn : 0;
}
