import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mp3DeclaredSamples, readOggEnd } from '../../../src/providers/audio-files/declared-length.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { bestMatch, rms } from '../../support/signals.js';
import { sox, speak, speechToolsMissing } from '../../support/speech-files.js';

const missing = speechToolsMissing();
let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audio-files-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A WAV header for `dataBytes` of 16-bit mono at 16 kHz. */
function wavHeader(dataBytes: number, change: (header: Buffer) => void = () => {}): Buffer {
  const header = Buffer.from(
    'RIFF....WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data....'.replace(/\./g, '\0'),
    'latin1',
  );
  header.writeUInt32LE(Math.min(36 + dataBytes, 0xffff_ffff), 4);
  header.writeUInt32LE(dataBytes, 40);
  change(header);
  return header;
}

function tone(samples: number): Buffer {
  const bytes = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index++) bytes.writeInt16LE(Math.round(8000 * Math.sin(index / 7)), index * 2);
  return bytes;
}

describe.skipIf(missing !== null)(`reading audio files${missing === null ? '' : ` (${missing})`}`, () => {
  let speech: Int16Array;
  beforeAll(async () => {
    speak('My home town is small and quiet, but I like it.', at('speech.wav'));
    speech = (await readAudioFile(at('speech.wav'))).samples;
  });

  it('gives back what a FLAC file of 16 bits holds, however loud', async () => {
    sox('-R', '-n', '-r', '16000', '-b', '16', at('loud.wav'), 'synth', '1', 'whitenoise', 'gain', '20');
    sox(at('loud.wav'), at('loud.flac'));
    const [wav, flac] = await Promise.all([readAudioFile(at('loud.wav')), readAudioFile(at('loud.flac'))]);
    expect(Buffer.from(flac.samples.buffer).equals(Buffer.from(wav.samples.buffer))).toBe(true);
  });

  it('takes 16 kHz 16-bit mono as it is', async () => {
    const bytes = await readFile(at('speech.wav'));
    expect(Buffer.from(speech.buffer, speech.byteOffset, 2000)).toEqual(bytes.subarray(44, 2044));
  });

  const formats: readonly (readonly [string, readonly string[], object])[] = [
    ['8k.wav', ['-r', '8000'], { format: 'wav', sampleRate: 8000, channels: 1, bitDepth: 16 }],
    ['44k-stereo.wav', ['-r', '44100', '-c', '2'], { sampleRate: 44_100, channels: 2 }],
    ['48k.wav', ['-r', '48000'], { sampleRate: 48_000 }],
    ['u8.wav', ['-b', '8', '-e', 'unsigned-integer'], { bitDepth: 8 }],
    // sox writes more than 16 bits as WAVE_FORMAT_EXTENSIBLE.
    ['s24.wav', ['-b', '24'], { bitDepth: 24 }],
    ['s32.wav', ['-b', '32'], { bitDepth: 32 }],
    ['float.wav', ['-b', '32', '-e', 'floating-point'], { bitDepth: 32 }],
    ['double.wav', ['-b', '64', '-e', 'floating-point'], { bitDepth: 64 }],
    ['5channels.wav', ['-c', '5'], { channels: 5 }],
    ['16k.flac', [], { format: 'flac', sampleRate: 16_000, channels: 1, bitDepth: 16 }],
    ['44k-24-stereo.flac', ['-r', '44100', '-c', '2', '-b', '24'], { format: 'flac', channels: 2, bitDepth: 24 }],
    ['44k-stereo.mp3', ['-r', '44100', '-c', '2'], { format: 'mp3', sampleRate: 44_100, bitDepth: null }],
    ['16k.mp3', [], { format: 'mp3', sampleRate: 16_000 }],
    ['44k.ogg', ['-r', '44100'], { format: 'ogg', sampleRate: 44_100, bitDepth: null }],
  ];
  it.each(formats)('reads %s as the same speech', async (name, options, source) => {
    sox(at('speech.wav'), ...options, at(name));
    const file = await readAudioFile(at(name));
    expect(file.source).toMatchObject(source);
    expect(file.sampleRate).toBe(16_000);
    expect(Math.abs(file.samples.length - speech.length)).toBeLessThan(16_000 * 0.15);
    const middle = speech.subarray(16_000, speech.length - 8000);
    expect(bestMatch(file.samples, middle).correlation).toBeGreaterThan(0.95);
    expect(rms(file.samples) / rms(speech)).toBeGreaterThan(0.8);
    expect(rms(file.samples) / rms(speech)).toBeLessThan(1.2);
    expect(file.warnings).toEqual([]);
  });

  it('goes by what is inside, not by the name', async () => {
    sox(at('speech.wav'), '-t', 'flac', at('really-flac.mp3'));
    expect((await readAudioFile(at('really-flac.mp3'))).source.format).toBe('flac');
  });

  it.each([1, 16, 592, 4095, 4096])(
    'gives every sample of a FLAC file back, a last frame of %d included',
    async (last) => {
      const samples = 4 * 4096 + last;
      await writeFile(at('tone.wav'), Buffer.concat([wavHeader(samples * 2), tone(samples)]));
      sox(at('tone.wav'), at('tone.flac'));
      const { samples: decoded, warnings } = await readAudioFile(at('tone.flac'));
      expect(warnings).toEqual([]);
      expect(Buffer.from(decoded.buffer, decoded.byteOffset, decoded.byteLength)).toEqual(tone(samples));
    },
  );

  it.each(['flac', 'ogg'])('uses what is there of a %s file that is cut short, and says so', async (format) => {
    sox(at('speech.wav'), at(`whole.${format}`));
    const bytes = await readFile(at(`whole.${format}`));
    await writeFile(at(`cut.${format}`), bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    const file = await readAudioFile(at(`cut.${format}`));
    expect(file.samples.length).toBeGreaterThan(speech.length * 0.3);
    expect(file.samples.length).toBeLessThan(speech.length * 0.8);
    expect(file.warnings.map((warning) => warning.code)).toContain('audio.truncated');
  });

  it.each(['flac', 'mp3'])(
    'says what is wrong with a damaged %s file in its result, not on the console',
    async (format) => {
      const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      sox(at('speech.wav'), at(`whole.${format}`));
      const bytes = await readFile(at(`whole.${format}`));
      await writeFile(at(`damaged.${format}`), bytes.fill(0, bytes.length / 2, bytes.length / 2 + 2000));
      expect((await readAudioFile(at(`damaged.${format}`))).warnings).not.toEqual([]);
      expect(written).not.toHaveBeenCalled();
      written.mockRestore();
    },
  );

  it.each(['flac', 'ogg', 'mp3'])('reads a %s file the same, whatever was read before it', async (format) => {
    sox(at('speech.wav'), at(`first.${format}`), 'trim', '0', '1.234');
    sox(at('speech.wav'), at(`other.${format}`), 'trim', '0.5', '1.01');
    const bytes = await readFile(at(`other.${format}`));
    await writeFile(at(`half.${format}`), bytes.subarray(0, Math.floor(bytes.length / 2)));
    const [first, other] = [await readAudioFile(at(`first.${format}`)), await readAudioFile(at(`other.${format}`))];
    expect((await readAudioFile(at(`first.${format}`))).samples).toEqual(first.samples);
    await readAudioFile(at(`half.${format}`));
    expect((await readAudioFile(at(`first.${format}`))).samples).toEqual(first.samples);
    const together = await Promise.all([`other.${format}`, `first.${format}`].map((name) => readAudioFile(at(name))));
    expect(together.map(({ samples }) => samples)).toEqual([other.samples, first.samples]);
  });

  it('warns of silence and of overdriven speech', async () => {
    sox('-n', '-r', '16000', '-b', '16', at('silent.wav'), 'trim', '0', '2');
    expect((await readAudioFile(at('silent.wav'))).warnings).toMatchObject([{ code: 'audio.silent' }]);
    sox(at('speech.wav'), at('loud.wav'), 'gain', '30');
    expect((await readAudioFile(at('loud.wav'))).warnings).toMatchObject([{ code: 'audio.clipped' }]);
  });

  it.each(['flac', 'mp3', 'ogg'])('says that a %s file without usable audio is broken', async (format) => {
    sox(at('speech.wav'), at(`good.${format}`));
    const bytes = await readFile(at(`good.${format}`));
    const start = format === 'mp3' ? Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1') : bytes.subarray(0, 60);
    await writeFile(at(`broken.${format}`), Buffer.concat([start, Buffer.alloc(5000)]));
    await expect(readAudioFile(at(`broken.${format}`))).rejects.toMatchObject({
      code: expect.stringMatching(/^audio\.(unreadable|empty)$/) as string,
      exitCode: 2,
    });
  });

  it('refuses codings it cannot read, by name', async () => {
    sox(at('speech.wav'), '-e', 'mu-law', '-r', '8000', at('telephone.wav'));
    await expect(readAudioFile(at('telephone.wav'))).rejects.toMatchObject({
      code: 'audio.unsupported',
      message: expect.stringContaining('mu-law') as string,
    });
  });
});

describe('a WAV file left by a recorder that was killed', () => {
  it.each([
    ['without sizes', 0],
    ['with the sizes of a stream', 0xffff_ffff],
  ])('is read to its end %s', async (_, size) => {
    await writeFile(at('killed.wav'), Buffer.concat([wavHeader(size), tone(16_000), Buffer.from([1])]));
    const file = await readAudioFile(at('killed.wav'));
    expect(file.samples).toHaveLength(16_000);
    expect(file.warnings).toEqual([]);
  });

  it('is used as far as it goes when the header promises more', async () => {
    await writeFile(at('short.wav'), Buffer.concat([wavHeader(320_000), tone(16_000)]));
    const file = await readAudioFile(at('short.wav'));
    expect(file.samples).toHaveLength(16_000);
    expect(file.warnings).toMatchObject([
      { code: 'audio.truncated', message: expect.stringContaining('10.0 s') as string },
    ]);
  });

  it('is read when other chunks stand before the audio, and after it', async () => {
    const header = wavHeader(64_000);
    const odd = Buffer.from('JUNK\x03\0\0\0abc\0', 'latin1');
    await writeFile(
      at('chunks.wav'),
      Buffer.concat([
        header.subarray(0, 36),
        odd,
        header.subarray(36),
        tone(32_000),
        Buffer.from('LIST\x04\0\0\0INFO'),
      ]),
    );
    expect((await readAudioFile(at('chunks.wav'))).samples).toHaveLength(32_000);
  });
});

describe('what cannot be read as audio', () => {
  const code = async (path: string): Promise<unknown> => {
    try {
      await readAudioFile(path);
      return null;
    } catch (error) {
      expect(error).toMatchObject({ remedy: expect.stringMatching(/\w/) as string });
      const { code: errorCode, exitCode } = error as { code: string; exitCode: number };
      return [errorCode, exitCode];
    }
  };

  it('is missing', async () => {
    expect(await code(at('nowhere.wav'))).toEqual(['audio.notFound', 2]);
  });

  it('is a folder', async () => {
    await mkdir(at('folder.wav'));
    expect(await code(at('folder.wav'))).toEqual(['audio.notAFile', 2]);
  });

  it('is empty, or nothing but a header', async () => {
    await writeFile(at('empty.wav'), '');
    expect(await code(at('empty.wav'))).toEqual(['audio.empty', 2]);
    await writeFile(at('header.wav'), wavHeader(0));
    expect(await code(at('header.wav'))).toEqual(['audio.empty', 2]);
  });

  it('is text that is named .wav', async () => {
    await writeFile(at('text.wav'), 'Dear diary, today I practised speaking.');
    expect(await code(at('text.wav'))).toEqual(['audio.unsupported', 2]);
    await writeFile(at('x.wav'), 'x');
    expect(await code(at('x.wav'))).toEqual(['audio.unsupported', 2]);
  });

  it('is of a kind we cannot decode', async () => {
    await writeFile(at('phone.m4a'), Buffer.from('\0\0\0\x20ftypM4A \0\0\0\0', 'latin1'));
    expect(await code(at('phone.m4a'))).toEqual(['audio.unsupported', 2]);
    // Sox, as good for the others, does not read it.
    await expect(readAudioFile(at('phone.m4a'))).rejects.toMatchObject({
      remedy: expect.stringContaining('ffmpeg -i'),
    });
  });

  it('is a WAV file with a nonsensical, short or missing description', async () => {
    const nonsense = wavHeader(3200, (header) => {
      header.writeUInt16LE(0, 22);
    });
    await writeFile(at('nonsense.wav'), Buffer.concat([nonsense, tone(1600)]));
    expect(await code(at('nonsense.wav'))).toEqual(['audio.unreadable', 2]);
    await writeFile(at('stub.wav'), wavHeader(3200).subarray(0, 20));
    expect(await code(at('stub.wav'))).toEqual(['audio.unreadable', 2]);
    await writeFile(at('no-format.wav'), Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEdata\x10\0\0\0'), tone(100)]));
    expect(await code(at('no-format.wav'))).toEqual(['audio.unreadable', 2]);
  });

  it('lasts six hours: refused by its header, before anything is decoded', async () => {
    const bytes = 6 * 3600 * 32_000;
    const file = await open(at('long.wav'), 'w');
    await file.write(wavHeader(bytes));
    await file.truncate(44 + bytes);
    await file.close();
    expect(await code(at('long.wav'))).toEqual(['audio.tooLong', 2]);
  });

  it.skipIf(missing !== null)('lasts too long without saying so: refused while it is decoded', async () => {
    sox('-n', '-r', '16000', at('long.mp3'), 'synth', '90', 'sine', '300');
    await expect(readAudioFile(at('long.mp3'), { maxMinutes: 1 })).rejects.toMatchObject({ code: 'audio.tooLong' });
  });

  it.skipIf(missing !== null)('is an Ogg file that ends after six hours: refused by its last page', async () => {
    // Noise, so that there are several pages.
    sox('-n', '-r', '16000', at('short.ogg'), 'synth', '10', 'whitenoise');
    const bytes = await readFile(at('short.ogg'));
    bytes.writeBigInt64LE(BigInt(6 * 3600 * 16_000), bytes.lastIndexOf('OggS') + 6);
    await writeFile(at('six-hours.ogg'), bytes);
    expect(await code(at('six-hours.ogg'))).toEqual(['audio.tooLong', 2]);
  });

  it.skipIf(missing !== null)('is Ogg files one after the other: their lengths are added up', async () => {
    const lengths = async (name: string): Promise<number | null> => {
      const file = await open(at(name), 'r');
      const { samples } = await readOggEnd(file, (await readFile(at(name))).length);
      await file.close();
      return samples;
    };
    // Other streams have other numbers, which sox draws by the second.
    const renumbered = (bytes: Buffer): Buffer => {
      const copy = Buffer.from(bytes);
      for (let page = copy.indexOf('OggS'); page >= 0; page = copy.indexOf('OggS', page + 27))
        copy.writeUInt32LE(7, page + 14);
      return copy;
    };
    sox('-n', '-r', '16000', at('ten.ogg'), 'synth', '10', 'whitenoise');
    const ten = await readFile(at('ten.ogg'));
    await writeFile(at('twenty.ogg'), Buffer.concat([ten, renumbered(ten)]));
    expect(await lengths('twenty.ogg')).toBe(2 * ((await lengths('ten.ogg')) ?? 0));
    await writeFile(at('between.ogg'), Buffer.concat([ten, Buffer.alloc(100), renumbered(ten)]));
    expect(await lengths('between.ogg')).toBeNull();
  });

  it.skipIf(missing !== null)(
    'is an MP3 file that promises six hours: refused, unless most of it is missing',
    async () => {
      sox('-n', '-r', '16000', at('short.mp3'), 'synth', '3', 'sine', '300');
      const sound = await readFile(at('short.mp3'));
      const promising = (bytes: number): Buffer => {
        const frame = Buffer.alloc(108);
        sound.copy(frame, 0, 0, 4);
        frame.write('Info', 13, 'latin1');
        frame.writeUInt32BE(3, 17);
        frame.writeUInt32BE((6 * 3600 * 16_000) / 576, 21);
        frame.writeUInt32BE(bytes, 25);
        return Buffer.concat([frame, sound]);
      };
      await writeFile(at('six-hours.mp3'), promising(sound.length));
      expect(await code(at('six-hours.mp3'))).toEqual(['audio.tooLong', 2]);
      await writeFile(at('cut.mp3'), promising(86_000_000));
      expect((await readAudioFile(at('cut.mp3'))).samples.length).toBeGreaterThan(2.9 * 16_000);
    },
  );

  it.skipIf(missing !== null)('is an MP3 file whose frames are all as long: its length is told by them', async () => {
    const declared = async (name: string): Promise<number | null> => {
      const file = await open(at(name), 'r');
      const samples = await mp3DeclaredSamples(file, (await readFile(at(name))).length);
      await file.close();
      return samples;
    };
    for (const rate of ['16', '32']) {
      sox('-n', '-r', '16000', '-c', '1', '-C', rate, at(`${rate}.mp3`), 'synth', '40', 'sine', '300-3000');
    }
    expect(Math.abs(((await declared('32.mp3')) ?? 0) / 16_000 - 40)).toBeLessThan(0.5);
    await writeFile(at('both.mp3'), Buffer.concat([await readFile(at('32.mp3')), await readFile(at('16.mp3'))]));
    // With no rate for all of it, frames are counted.
    expect(Math.abs(((await declared('both.mp3')) ?? 0) / 16_000 - 80)).toBeLessThan(0.5);
    await writeFile(at('tail.mp3'), Buffer.concat([await readFile(at('both.mp3')), Buffer.alloc(400_000)]));
    expect(await declared('tail.mp3')).toBeNull();
  });

  it.skipIf(process.getuid?.() === 0)('may not be read', async () => {
    await writeFile(at('secret.wav'), wavHeader(0));
    await chmod(at('secret.wav'), 0);
    expect(await code(at('secret.wav'))).toEqual(['audio.unreadable', 2]);
  });

  it('has a name that tries to steer the terminal', async () => {
    await expect(readAudioFile(at('\u001b[2Jgone\n.wav'))).rejects.toMatchObject({
      message: expect.not.stringMatching(/[\u001b\n]/) as string,
    });
  });
});
