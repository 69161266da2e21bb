/** How much an answer gave: decides prompts, follow-ups and the next Part 3 level. Never a judgement of language. */
import type { AnswerSize } from './types.js';

/**
 * Words that give reasons, examples, contrasts or conditions. Multi-word links come first so that they count once.
 */
const LINKS =
  /\b(for example|for instance|on the other hand|in contrast|compared (?:to|with)|as a result|even though|such as|in my opinion|because|since|therefore|although|though|however|whereas|while|unless|otherwise|instead|so that|so|if|would|might|could|depends?)\b/g;

/** Up to four words ("Yes, I like it") said within 3.5 s answer a Part 1 question without developing it. */
const SHORT_WORDS = 4;
const SHORT_SPEECH_MS = 3500;

/**
 * A Part 3 answer of one clause is weak; from half a minute or 50 words with at least two links it is developed.
 * Duration counts besides words because a weak recogniser may lose words, never seconds.
 */
const WEAK_WORDS = 12;
const WEAK_SPEECH_MS = 7000;
const STRONG_WORDS = 50;
const STRONG_SPEECH_MS = 25_000;
const STRONG_LINKS = 2;

export type AnswerStrength = 'weak' | 'adequate' | 'strong';

export function sizeOf(text: string, speechMs: number): AnswerSize {
  const lower = text.toLowerCase();
  return {
    words: lower.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0,
    speechMs,
    links: new Set(lower.match(LINKS) ?? []).size,
  };
}

export function addSizes(first: AnswerSize, second: AnswerSize): AnswerSize {
  return {
    words: first.words + second.words,
    speechMs: first.speechMs + second.speechMs,
    links: first.links + second.links,
  };
}

export function isShort(size: AnswerSize): boolean {
  return size.words <= SHORT_WORDS && size.speechMs < SHORT_SPEECH_MS;
}

export function strengthOf(size: AnswerSize): AnswerStrength {
  if (size.words < WEAK_WORDS && size.speechMs < WEAK_SPEECH_MS) return 'weak';
  const long = size.words >= STRONG_WORDS || size.speechMs >= STRONG_SPEECH_MS;
  return long && size.links >= STRONG_LINKS ? 'strong' : 'adequate';
}

/**
 * Which neutral prompt fits a short answer. "Why?" makes sense only where the question asked for a preference or view
 * that a yes or no can answer.
 */
export function promptFor(question: string, answer: string): 'promptWhy' | 'promptWhyNot' | 'promptMore' {
  const asksYesOrNo = /^(?:do|does|did|is|are|was|were|have|has|would|will|can|could|should)\b/i.test(question.trim());
  const asksView =
    /\b(?:like|enjoy|prefer|think|want|important|easy|difficult|useful|good|better|popular|interested|should)\b/i.test(
      question,
    );
  if (!asksYesOrNo || !asksView) return 'promptMore';
  const said = answer.trim().toLowerCase();
  if (/^(?:(?:um+|uh+|er+|well|oh)\W+)*(?:no|nope|nah|not|never|i don'?t|i do not)\b/.test(said)) return 'promptWhyNot';
  return /^(?:(?:um+|uh+|er+|well|oh)\W+)*(?:yes|yeah|yep|yup|of course|sure|definitely|i do|i like|i love)\b/.test(
    said,
  )
    ? 'promptWhy'
    : 'promptMore';
}
