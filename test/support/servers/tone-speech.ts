/**
 * Speech for machines: every word is a tone whose pitch stands for the word, with silence between. Whoever gets the sound
 * can say which words were said, in which order, and which only in part, whatever it went through on the way.
 */
import { joinSamples } from '../../../src/engine/speech/frame.js';

const AMPLITUDE = 6_000;
const GAP_MS = 60;
const MS_PER_CHARACTER = 55;
const SHORTEST_WORD_MS = 160;
const LOWEST_HZ = 300;
const STEP_HZ = 25;
const PITCHES = 120;

export interface SaidCharacter {
  readonly character: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface ToneSpeech {
  readonly samples: Int16Array;
  /** One for each UTF-16 unit of the text. */
  readonly characters: readonly SaidCharacter[];
}

const said = new Map<string, ToneSpeech>();

/** 50 ms of silence, then word by word. */
export function sayInTones(text: string, sampleRate: number): ToneSpeech {
  const key = `${String(sampleRate)} ${text}`;
  const speech = said.get(key) ?? makeTones(text, sampleRate);
  said.set(key, speech);
  return speech;
}

function makeTones(text: string, sampleRate: number): ToneSpeech {
  const pieces: Int16Array[] = [silence(50, sampleRate)];
  const characters: SaidCharacter[] = [];
  let atMs = 50;
  for (const piece of text.split(/(\s+)/)) {
    if (piece === '') continue;
    const ms = piece.trim() === '' ? GAP_MS : lengthMs(piece);
    pieces.push(piece.trim() === '' ? silence(ms, sampleRate) : tone(pitchOf(piece), ms, sampleRate));
    for (let index = 0; index < piece.length; index++) {
      const share = ms / piece.length;
      characters.push({ character: piece[index]!, startMs: atMs + index * share, endMs: atMs + (index + 1) * share });
    }
    atMs += ms;
  }
  pieces.push(silence(40, sampleRate));
  return { samples: joinSamples(pieces), characters };
}

export interface HeardWord {
  readonly pitch: number;
  /** Shorter than any whole word. */
  readonly partial: boolean;
  /** From the first sample. */
  readonly startMs: number;
  readonly endMs: number;
}

/** The pitches of the words in 16 kHz sound, in order. */
export function heardIn(samples: Int16Array): readonly HeardWord[] {
  const quiet = 16 * 20;
  const words: HeardWord[] = [];
  let from = -1;
  let last = -1;
  const end = (): void => {
    if (from !== -1 && last - from > 16 * 20)
      words.push({ ...wordOf(samples.subarray(from, last + 1)), startMs: from / 16, endMs: (last + 1) / 16 });
    from = -1;
  };
  for (let at = 0; at < samples.length; at++) {
    if (Math.abs(samples[at]!) > 500) {
      if (from === -1) from = at;
      last = at;
    } else if (from !== -1 && at - last > quiet) end();
  }
  end();
  return words;
}

/** What {@link heardIn} finds when exactly these words were said. */
export function pitchesOf(text: string): readonly number[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(pitchOf);
}

function wordOf(samples: Int16Array): Pick<HeardWord, 'pitch' | 'partial'> {
  let rising = 0;
  let first = -1;
  let last = -1;
  for (let at = 1; at < samples.length; at++) {
    if (samples[at - 1]! < 0 && samples[at]! >= 0) {
      if (first === -1) first = at;
      else rising += 1;
      last = at;
    }
  }
  const hz = (rising * 16_000) / Math.max(1, last - first);
  const ms = samples.length / 16;
  return { pitch: Math.round((hz - LOWEST_HZ) / STEP_HZ), partial: ms < SHORTEST_WORD_MS - 20 };
}

function pitchOf(word: string): number {
  let hash = 7;
  for (const character of word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    hash = (hash * 31 + character.codePointAt(0)!) % 100_003;
  return hash % PITCHES;
}

function lengthMs(word: string): number {
  return Math.max(SHORTEST_WORD_MS, word.length * MS_PER_CHARACTER);
}

function tone(pitch: number, ms: number, sampleRate: number): Int16Array {
  const hz = LOWEST_HZ + pitch * STEP_HZ;
  return Int16Array.from({ length: Math.round((ms * sampleRate) / 1000) }, (_, at) =>
    Math.round(AMPLITUDE * Math.sin((2 * Math.PI * hz * at) / sampleRate)),
  );
}

function silence(ms: number, sampleRate: number): Int16Array {
  return new Int16Array(Math.round((ms * sampleRate) / 1000));
}
