/**
 * Makes a corpus of conversations with hesitant speakers, to choose how patient the examiner is: fixtures whose audio ends where the
 * speaker has finished, half of them Part 1 and half Part 3, speakers of four levels in turn, in two halves (`tuning`, `held-out`)
 * that have no text in common. The same seed makes the same corpus.
 *
 *   npm run build && node scripts/make-corpus.mjs FOLDER [--conversations 64] [--seed 1]
 *   npx ielts-examiner replay FOLDER/held-out --matrix endpointing=usual,fixed:500ms,fixed:800ms --plot trade-off.svg
 *
 * Needs flite and sox (apt install flite sox). `labels.json` in each folder says where the speaker stopped, how long and where (inside
 * a clause or at a boundary), and where the turn is over. The cassettes hold the words as they were said; to have them from a recogniser:
 *
 *   npx ielts-examiner replay --record --stt pocketsphinx --endpointing fixed:4200ms FOLDER
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { stringify } from 'yaml';
import { INTRODUCTION, PART_1, PART_3 } from './corpus/answers.mjs';
import { scriptArguments, wrongCall } from './support/script-arguments.mjs';
import { saidCassette } from './corpus/said-words.mjs';
import { hesitate, LEVELS } from './corpus/speakers.mjs';

const VOICES = ['slt', 'rms', 'kal16', 'awb'];
const FORMAT = ['-r', '16000', '-e', 'signed', '-b', '16', '-c', '1'];
const PEAK_DB = -14;
/** Samples under this are the voice's own silence before and after a piece, not the speaker's. */
const AUDIBLE = 60;
const ANSWERS = { 1: PART_1, 3: PART_3 };
const ANSWERS_A_CONVERSATION = 6;

const USAGE = 'node scripts/make-corpus.mjs FOLDER [--conversations 64] [--seed 1]';
const { values, positionals } = scriptArguments(USAGE, {
  allowPositionals: true,
  options: { conversations: { type: 'string', default: '64' }, seed: { type: 'string', default: '1' } },
});
const [out] = positionals;
const [conversations, seed] = [Number(values.conversations), Number(values.seed)];
if (out === undefined || !Number.isInteger(conversations) || conversations < 1 || !Number.isInteger(seed))
  wrongCall(USAGE, 'Name a folder; conversations and seed are whole numbers.');

const scratch = mkdtempSync(join(tmpdir(), 'make-corpus-'));
try {
  for (let number = 1; number <= conversations; number += 1) makeConversation(number);
} finally {
  rmSync(scratch, { recursive: true });
}

function makeConversation(number) {
  const generator = xoroshiro128plus(seed * 10_007 + number);
  const random = () => uniformFloat64(generator);
  // Every level in both parts, all of them in both halves, and all of that with every voice.
  const part = number % 2 === 1 ? 1 : 3;
  const level = Object.keys(LEVELS)[Math.floor((number - 1) / 2) % 4];
  const half = Math.floor((number - 1) / 8) % 2 === 0 ? 'tuning' : 'heldOut';
  const voice = VOICES[Math.floor((number - 1) / 16) % VOICES.length];
  const name = `${String(number).padStart(3, '0')}-part-${String(part)}-${level.toLowerCase()}-${voice}`;
  const folder = resolve(out, half === 'tuning' ? half : 'held-out', name);
  mkdirSync(join(folder, 'audio'), { recursive: true });
  // Every test begins with the candidate's name.
  const texts = [...INTRODUCTION, ...drawn(ANSWERS[part][half], ANSWERS_A_CONVERSATION, random)];
  const labels = [];
  const said = [];
  const answers = texts.map((text, index) => {
    const isAnswer = index >= INTRODUCTION.length;
    const pieces = isAnswer ? hesitate(text, level, random) : [{ text, pauseMs: 0 }];
    const audio = `audio/${String(index + 1).padStart(2, '0')}.flac`;
    const { label, ...spoken } = speak(pieces, { voice, stretch: LEVELS[level].stretch }, join(folder, audio));
    labels.push({ audio, ...label });
    said.push(spoken);
    return { audio, delay: `${String(300 + Math.round(random() * 60) * 10)}ms`, reference: spokenText(pieces) };
  });
  const fixture = {
    version: 1,
    title: `Part ${String(part)}, hesitant speaker at ${level}`,
    exam: { parts: [part], seed: seed * 1000 + number },
    // Nobody listens, and nobody is rated: who speaks when is all that matters.
    providers: { stt: 'cassette', tts: 'none', aligner: 'none', grammar: 'none' },
    answers: [...answers, { press: 'quit', delay: '2s' }],
  };
  writeFileSync(join(folder, 'fixture.yaml'), stringify(fixture));
  writeFileSync(join(folder, 'cassette.jsonl'), saidCassette(said));
  writeFileSync(join(folder, 'labels.json'), `${JSON.stringify({ level, voice, part, answers: labels }, null, 2)}\n`);
}

/** Different ones as long as there are any. */
function drawn(from, count, random) {
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
}

function spokenText(pieces) {
  return pieces.map(({ text }) => text).join(' ');
}

/** @returns where the speaker stops and where the answer is over, in milliseconds of the file; when what is said; the samples */
function speak(pieces, speaker, path) {
  const pauses = [];
  const sounds = [];
  const said = [];
  let atMs = 0;
  for (const { text, pauseMs, place } of pieces) {
    const sound = spoken(text, speaker);
    sounds.push(sound, Buffer.alloc(pauseMs * 32));
    said.push({ text, startMs: Math.round(atMs), endMs: Math.round(atMs + sound.length / 32) });
    atMs += sound.length / 32;
    if (pauseMs > 0) pauses.push({ startMs: Math.round(atMs), endMs: Math.round(atMs + pauseMs), place });
    atMs += pauseMs;
  }
  const bytes = Buffer.concat(sounds);
  execFileSync('sox', ['-D', '-t', 'raw', ...FORMAT, '-', path], { input: bytes });
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return { label: { pauses, turnEndMs: Math.round(atMs) }, pieces: said, samples };
}

function spoken(text, { voice, stretch }) {
  const [wave, raw] = [join(scratch, 'line.wav'), join(scratch, 'line.raw')];
  execFileSync('flite', ['-voice', voice, '--setf', `duration_stretch=${String(stretch)}`, '-t', text, '-o', wave]);
  execFileSync('sox', ['-D', wave, ...FORMAT, raw, 'gain', '-n', String(PEAK_DB)]);
  return trimmed(readFileSync(raw));
}

function trimmed(bytes) {
  const isHeard = (at) => Math.abs(bytes.readInt16LE(at)) >= AUDIBLE;
  let [start, end] = [0, bytes.length];
  while (start < end && !isHeard(start)) start += 2;
  while (end > start && !isHeard(end - 2)) end -= 2;
  return bytes.subarray(start, end);
}
