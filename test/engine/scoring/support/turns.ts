/** Builds answers with made-up timing for scoring tests: every word lasts a fixed time, pauses go where they are told. */
import type { AlignedWord, Alignment } from '../../../../src/engine/ports/word-aligner.js';
import type { Word } from '../../../../src/engine/ports/word.js';
import type { RatedPart } from '../../../../src/engine/exam/types.js';
import type { Interval, ScoredTurn, TurnEvidence } from '../../../../src/engine/scoring/types.js';

export interface TurnOptions {
  readonly turnId?: string;
  readonly part?: RatedPart;
  readonly question?: string;
  readonly startMs?: number;
  readonly wordMs?: number;
  readonly confidence?: number | null;
  readonly typed?: boolean;
}

/** `text` may hold pauses as `[500]`: milliseconds of silence at that place. */
export function turnOf(text: string, options: TurnOptions = {}): ScoredTurn {
  const {
    turnId = 't1',
    part = 'part1',
    question = 'Do you like it?',
    startMs = 1000,
    wordMs = 300,
    confidence = 0.95,
  } = options;
  const typed = options.typed ?? false;
  const words: Word[] = [];
  const segments: Interval[] = [];
  const parts = text.split(/\s+/).filter(Boolean);
  let atMs = startMs;
  let segmentStart = startMs;
  for (const part of parts) {
    const pause = /^\[(\d+)\]$/.exec(part);
    if (pause) {
      segments.push({ startMs: segmentStart, endMs: atMs });
      atMs += Number(pause[1]);
      segmentStart = atMs;
    } else {
      words.push({ text: part.replace(/[.,?!]$/, ''), startMs: atMs, endMs: atMs + wordMs, confidence });
      atMs += wordMs;
    }
  }
  segments.push({ startMs: segmentStart, endMs: atMs });
  return {
    turnId,
    part,
    question,
    text: parts.filter((item) => !item.startsWith('[')).join(' '),
    words: typed ? [] : words,
    startMs,
    endMs: atMs,
    questionEndedAtMs: startMs - 400,
    segments: typed ? [] : segments,
    typed,
    samples: null,
  };
}

/** An alignment that gives every word three phones of the same score. */
export function alignmentOf(turn: ScoredTurn, score = -2.6): Alignment {
  return { unknown: [], words: turn.words.map((word) => alignedWord(word, turn.startMs, score)) };
}

function alignedWord(word: Word, originMs: number, score: number): AlignedWord {
  const startMs = word.startMs - originMs;
  const third = (word.endMs - word.startMs) / 3;
  const phones = ['T', 'AE', 'N'].map((phone, index) => ({
    phone,
    startMs: startMs + index * third,
    endMs: startMs + (index + 1) * third,
    score,
  }));
  return { text: word.text.toLowerCase(), startMs, endMs: word.endMs - originMs, score, phones };
}

export function evidenceFor(turns: readonly ScoredTurn[], score?: number): ReadonlyMap<string, TurnEvidence> {
  return new Map(
    turns.map((turn) => [turn.turnId, { alignment: turn.typed ? null : alignmentOf(turn, score), grammar: [] }]),
  );
}

/** Answers by a made-up candidate of about band 6, enough for a Speaking band when repeated by {@link wholeTest}. */
export const ANSWERS: readonly string[] = [
  'well I live in a small town near the coast [400] and I have been there since I was born because my parents run a bakery [600] it is quite quiet but I like that',
  'yes I do [300] I usually listen to music when I am travelling to work [500] especially jazz because it helps me to wake up and forget about the traffic',
  'I would say that my favourite season is autumn [450] since the forests around our town turn red and yellow [350] although the weather can be rather wet',
  'the person I want to describe is my grandfather [700] who taught me how to repair bicycles when I was about ten years old [400] he used to own a workshop where people brought their broken machines [500] and I spent most of my summer holidays there [400] what I admired was his patience [300] if something did not work he would simply start again without complaining [600] for example once we needed three days to fix a single wheel [400] and he could have bought a new one but he wanted to show me that things deserve a second chance [500] that is the reason why I still remember those afternoons so clearly',
  'in my opinion technology has changed the way families talk to each other [500] on the one hand it is easier to stay in touch with relatives who live abroad [400] on the other hand many people look at their screens during dinner which might damage conversation',
  'it depends on the government I suppose [400] if public transport were cheaper more people would leave their cars at home [600] however in rural areas there are hardly any buses so this would not be realistic',
];

export function wholeTest(repeats = 4): readonly ScoredTurn[] {
  const turns: ScoredTurn[] = [];
  let startMs = 1000;
  for (let round = 0; round < repeats; round += 1) {
    for (const [index, text] of ANSWERS.entries()) {
      const part = index === 3 ? 'part2' : index < 3 ? 'part1' : 'part3';
      const turn = turnOf(text, { turnId: `t${String(turns.length + 1)}`, part, startMs });
      turns.push(turn);
      startMs = turn.endMs + 5000;
    }
  }
  return turns;
}
