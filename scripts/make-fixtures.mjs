/**
 * Makes the audio of the fixtures that ship with the project: each answer's `reference` is spoken by one of Debian's
 * flite voices and kept as FLAC. Run it after changing a reference, then record the cassettes again:
 *
 *   node scripts/make-fixtures.mjs [FIXTURE...]
 *   npx ielts-examiner replay --record --stt pocketsphinx fixtures
 *
 * Needs flite and sox (apt install flite sox). The same versions make the same files.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';

const FOLDER = resolve(import.meta.dirname, '..', 'fixtures');

/** `stretch` slows a voice down towards the pace of a learner; much more of it and no recogniser knows its vowels. */
const SPEAKERS = {
  'full-test': { voice: 'slt', stretch: 1.05 },
  'part-1': { voice: 'rms', stretch: 1.1 },
  failover: { voice: 'rms', stretch: 1.1 },
  'part-2': { voice: 'rms', stretch: 1.1 },
  'part-3': { voice: 'slt', stretch: 1.05 },
  'repeats-and-interruptions': { voice: 'rms', stretch: 1.1 },
  'noisy-room': { voice: 'rms', stretch: 1.05 },
  'hesitant-speaker': { voice: 'slt', stretch: 1.15 },
};

/**
 * Where a speaker stops to think, in milliseconds: behind which words of the reference. Behind a word that leaves the
 * sentence open people stop longer than behind a whole sentence.
 */
const HESITATIONS = {
  'hesitant-speaker': { because: 1300, 'and the': 1200, 'although my': 1100, 'years.': 350, 'sea.': 300 },
};

/** People stop between sentences, longer than flite does. Each pause is another one, always the same. */
const PAUSES_MS = [80, 220, 150, 260, 180, 110, 240];

/**
 * Peaks at -14 dB and 12 bits are what a modest microphone gives, and halve the size of the files: lower bits of
 * synthetic speech are noise that FLAC cannot compress.
 */
const PEAK_DB = -14;
const DROPPED_BITS = 4;

const FORMAT = ['-r', '16000', '-e', 'signed', '-b', '16', '-c', '1'];

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SPEAKERS);
const scratch = mkdtempSync(join(tmpdir(), 'make-fixtures-'));
try {
  for (const name of names) {
    const fixture = parse(readFileSync(join(FOLDER, name, 'fixture.yaml'), 'utf8'));
    for (const { audio, reference } of fixture.answers) {
      if (audio !== undefined) speak(reference, SPEAKERS[name], join(FOLDER, name, audio), HESITATIONS[name] ?? {});
    }
  }
} finally {
  rmSync(scratch, { recursive: true });
}

function speak(text, speaker, path, hesitations) {
  mkdirSync(dirname(path), { recursive: true });
  let after = null;
  const pieces = piecesOf(text, Object.keys(hesitations)).flatMap((piece, index) => {
    const pauseMs = after ?? PAUSES_MS[index % PAUSES_MS.length];
    after = hesitations[Object.keys(hesitations).find((words) => piece.endsWith(words))] ?? null;
    const pause = Buffer.alloc(Math.round(pauseMs * 16) * 2);
    return index === 0 ? [spoken(piece, speaker)] : [pause, spoken(piece, speaker)];
  });
  const bytes = Buffer.concat(pieces);
  const step = 2 ** DROPPED_BITS;
  for (let at = 0; at < bytes.length; at += 2) {
    bytes.writeInt16LE(Math.round(bytes.readInt16LE(at) / step) * step, at);
  }
  execFileSync('sox', ['-D', '-t', 'raw', ...FORMAT, '-', '-C', '8', path], { input: bytes });
}

/** Sentences, cut once more behind the words after which the speaker stops. */
function piecesOf(text, stops) {
  return text
    .split(/(?<=[.?!]) /)
    .flatMap((sentence) => stops.reduce((parts, words) => parts.flatMap((part) => cutBehind(part, words)), [sentence]));
}

function cutBehind(part, words) {
  const at = part.indexOf(`${words} `);
  return at === -1 ? [part] : [part.slice(0, at + words.length), part.slice(at + words.length + 1)];
}

function spoken(sentence, { voice, stretch }) {
  const [wave, raw] = [join(scratch, 'line.wav'), join(scratch, 'line.raw')];
  execFileSync('flite', ['-voice', voice, '--setf', `duration_stretch=${stretch}`, '-t', sentence, '-o', wave]);
  execFileSync('sox', ['-D', wave, ...FORMAT, raw, 'gain', '-n', String(PEAK_DB)]);
  return readFileSync(raw);
}
