/** A sound analysis as the alignment that measures rest on, with the speech model's rating of the same audio. */
import type { AnalyzedWord } from '../../ports/sound-analyzer.js';
import type { AlignedWord, Alignment, SpeechRating } from '../../ports/word-aligner.js';
import { isOtherSound } from './rate-utterance.js';
import type { RatedSpeech, UtteranceOutcome } from './types.js';

/** Null where the words could not be fitted to the audio. */
export function alignmentOf({ analysis, outcome }: Pick<RatedSpeech, 'analysis' | 'outcome'>): Alignment | null {
  if (analysis === null) return null;
  return { words: analysis.words.map(withHeardPhones), unknown: analysis.unknown, rating: ratingOf(outcome) };
}

export function ratingOf(outcome: UtteranceOutcome): SpeechRating | null {
  if (!outcome.rateable) return null;
  const { fluency, prosodic, accuracy, total, modelVersion, words } = outcome.rating;
  return {
    fluency: round(fluency),
    prosodic: round(prosodic),
    accuracy: round(accuracy),
    total: round(total),
    words: words.length,
    modelVersion,
  };
}

/** As a cassette writes it, so that a replay gives the very numbers of the recording. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Comparisons with other phones are kept only where another sound was made: a cassette would grow by half. */
export function withHeardPhones({ phones, ...word }: AnalyzedWord): AlignedWord {
  return {
    ...word,
    phones: phones.map((each) => {
      const { phone, startMs, endMs, score, closest } = each;
      return { phone, startMs, endMs, score, ...(isOtherSound(each) ? { heard: closest } : {}) };
    }),
  };
}
