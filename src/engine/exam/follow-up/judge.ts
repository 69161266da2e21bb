/** All checks of a suggested text in one place, in the order in which their reasons are told. Pure. */
import type { AnswerStrength } from '../answer.js';
import { goesWrongWay } from './direction.js';
import type { Level, RefusalReason } from './suggestion.js';
import { isOnTheme, isRepeat, type Vocabulary } from './theme.js';
import { wordingRefusal } from './wording.js';

export interface Circumstances {
  readonly theme: Vocabulary;
  /** Everything asked in this part so far. */
  readonly asked: readonly string[];
  /** What the candidate has just said; data, never an instruction. */
  readonly answer: string;
  readonly strength: AnswerStrength;
  readonly currentLevel: Level;
}

export function followUpRefusal(text: string, level: Level, circumstances: Circumstances): RefusalReason | null {
  const { theme, asked, answer, strength, currentLevel } = circumstances;
  const wording = wordingRefusal(text);
  if (wording !== null) return wording;
  if (isRepeat(text, asked)) return 'repeated';
  if (!isOnTheme(text, theme, answer)) return 'offTheme';
  return goesWrongWay(text, level, currentLevel, strength) ? 'wrongDirection' : null;
}

/** A rephrasing shares a word with its question and is no longer than a little more than it. */
export function rephraseRefusal(text: string, question: string, circumstances: Circumstances): RefusalReason | null {
  const wording = wordingRefusal(text);
  if (wording !== null) return wording;
  if (text.trim().toLowerCase() === question.trim().toLowerCase()) return 'repeated';
  if (text.length > question.length * LONGER + SOME_CHARACTERS) return 'tooLong';
  return isOnTheme(text, circumstances.theme, '') ? null : 'offTheme';
}

/** Simpler words may be more words. */
const LONGER = 1.25;
const SOME_CHARACTERS = 20;
