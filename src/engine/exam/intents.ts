/** Tells answers from requests. Anything doubtful is an answer: acting on a request that was none would break the exam. */
import { APOLOGY, COURTESIES, REQUEST_PATTERNS, UNABLE } from './intent-patterns.js';
import type { CandidateRequest, EndpointingMoment } from './types.js';

export interface IntentContext {
  readonly moment: EndpointingMoment;
  /** The question or the card's text, to recognise questions about its words. */
  readonly question: string;
  /** Mean word confidence, 0 to 1; null when unknown or typed. */
  readonly confidence: number | null;
  /** Speech in the turn; null when unknown. */
  readonly speechMs: number | null;
}

export type CandidateIntent =
  | {
      readonly type: 'answer';
      /** Ends with "that's all" or the like. */
      readonly finished: boolean;
      /** Says only that there is no answer ("I have no idea"). */
      readonly unable: boolean;
    }
  | {
      readonly type: 'request';
      readonly request: CandidateRequest;
      /** What to explain, when it was named. Candidate's words: never to be spoken back. */
      readonly word: string | null;
    };

/** The longest request heard is about twenty words with its courtesies; more is an answer whatever it contains. */
const LONGEST_REQUEST_WORDS = 24;
/** Those twenty words take ten seconds, with hesitations. A minute of speech heard as "sorry" is an answer badly heard. */
const LONGEST_REQUEST_MS = 15_000;
/** Below this the words themselves are in doubt. Recognisers put noise at 0.2-0.45 and clear speech above 0.7. */
const TRUSTED_CONFIDENCE = 0.5;

/** What was meant, from the words alone. */
export function candidateIntent(text: string, context: IntentContext): CandidateIntent {
  const said = normalize(text);
  const tooLong = (context.speechMs ?? 0) > LONGEST_REQUEST_MS;
  const request = tooLong ? null : requestIn(said, context);
  if (request !== null && isTrusted(request.request, context.confidence)) {
    return endsLongTurnOnly(request.request, said, context)
      ? { type: 'answer', finished: true, unable: false }
      : { type: 'request', ...request };
  }
  return { type: 'answer', finished: finishedAtEnd(text), unable: isUnable(said) };
}

/** Explicit ends, as the last words. Not after words that make them part of a story: "when I have finished". */
const FINISHED =
  /(?:^| )(?:(?:and|so|i think|i guess|i suppose|well|okay|ok|yes|yeah|but) )*(?:that is (?:all|it|everything)(?: (?:i (?:can|could|want(?:ed)? to|have to|have|wanted|would like to) ?(?:say|tell you|talk about|to say|think of)?|for (?:me|now|today|this|my part)|about (?:it|that|this)|from me|from my side|really))*|i (?:have|am) (?:just |already |now )?(?:finished|done)(?: (?:now|speaking|talking|my (?:talk|speech|answer|story|turn)|with (?:my|the|this) (?:talk|speech|answer|topic|card)))*|(?:i have )?(?:nothing (?:else|more) to (?:say|add)|no more to say)|i can ?not say (?:anything )?more|this is the end of my (?:talk|speech|story))(?: (?:thank you|thanks|please|now|sir|madam|okay|ok|so|very much|really|yeah|yes))*$/u;
/** The words right before such an end that take its meaning away. */
const PART_OF_A_STORY =
  /(?:^| )(?:when|whenever|after|before|until|till|once|if|as soon as|because|think|thought|said|says|say|not sure|unless|and when|that) $/u;

/**
 * Last words of such ends and their courtesies, those of the patterns above and nothing else: most partial transcripts end
 * with another word and need not be looked at any further.
 */
const LAST_WORDS = new Set(
  (
    'all it everything say about to tell you of me now today this part that side really ' +
    'finished finish done speaking talking talk speech answer story turn topic card add more ' +
    // "That's all I can", "... I could", "... I've".
    'can could have ive ve wanted ' +
    'thank thanks please sir madam okay ok so much very yeah yes'
  ).split(' '),
);
const LAST_WORD = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u;
const ASCII_WORD = /^[a-zA-Z0-9]+$/;

/** More than the longest end with its courtesies. */
const END_CHARACTERS = 200;

/** Whether a text, or a partial transcript, ends with the candidate saying that they have finished. */
export function finishedAtEnd(text: string): boolean {
  // Asked several times a second while the candidate talks for minutes, so only the end is looked at.
  if (!LAST_WORDS.has(lastWord(text).toLowerCase())) return false;
  const said = normalize(text.length > END_CHARACTERS ? text.slice(-END_CHARACTERS).replace(/^\S*/u, '...') : text);
  if (
    text.length <= END_CHARACTERS &&
    /^(?:okay |ok |so |yes |well |and )*i (?:finished|finish)(?: now| my talk| speaking)?$/u.test(said)
  )
    return true;
  const match = FINISHED.exec(said);
  if (match === null) return false;
  const before = said.slice(0, match.index + (match[0].startsWith(' ') ? 1 : 0));
  // "I think that's all" is an end; "he thought that's all" is a story, and so is "when I have finished".
  return !PART_OF_A_STORY.test(before);
}

/** Most recognisers write plain words and no punctuation; looking through the whole end for anything else takes its time. */
function lastWord(text: string): string {
  const afterSpace = text.slice(text.lastIndexOf(' ') + 1);
  if (ASCII_WORD.test(afterSpace)) return afterSpace;
  return LAST_WORD.exec(text.slice(-END_CHARACTERS))?.[1] ?? '';
}

/** What {@link writtenOut} looks for; most texts have none of it. */
const CONTRACTED =
  /'|\b(?:thats|whats|im|ive|cannot|cant|(?:do|does|did|could|would|is|are|was|were|have|has|should)nt)\b/u;

/** Lower case, no punctuation, contractions written out, single spaces. */
export function normalize(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[’‘`´]/gu, "'")
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ');
  return (CONTRACTED.test(plain) ? writtenOut(plain) : plain)
    .replace(/(^| )['-]+|['-]+(?= |$)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

function writtenOut(plain: string): string {
  return plain
    .replace(/\b(?:thats|that's)\b/gu, 'that is')
    .replace(/\b(it|what|he|she|there|here|how|who|where)'s\b/gu, '$1 is')
    .replace(/\bwhats\b/gu, 'what is')
    .replace(/\bi'?m\b/gu, 'i am')
    .replace(/\b(i|you|we|they)'ve\b/gu, '$1 have')
    .replace(/\bive\b/gu, 'i have')
    .replace(/\b(i|you|we|they|he|she)'d\b/gu, '$1 would')
    .replace(/\b(i|you|we|they|he|she|it|that)'ll\b/gu, '$1 will')
    .replace(/\b(you|we|they)'re\b/gu, '$1 are')
    .replace(/\blet's\b/gu, 'let us')
    .replace(/\b(?:can't|cannot|cant)\b/gu, 'can not')
    .replace(/\bwon't\b/gu, 'will not')
    .replace(/\b(do|does|did|could|would|is|are|was|were|have|has|should)(?:n't|nt)\b/gu, '$1 not');
}

interface FoundRequest {
  readonly request: CandidateRequest;
  readonly word: string | null;
}

/** The most important request, if requests and courtesies are all that was said. */
function requestIn(said: string, context: IntentContext): FoundRequest | null {
  if (said === '' || said.split(' ').length > LONGEST_REQUEST_WORDS) return null;
  const asked = wordAskedAbout(said, context.question);
  if (asked !== null) return asked;
  let rest = said;
  let found: { rank: number; request: CandidateRequest; word: string | null } | null = null;
  while (rest !== '') {
    const next = longestMatch(rest);
    const courtesy = COURTESIES.exec(rest)?.[0] ?? '';
    if (next !== null && next.length > 0) {
      if (found === null || next.rank < found.rank) found = next;
      rest = rest.slice(next.length).trimStart();
    } else if (courtesy !== '') {
      rest = rest.slice(courtesy.length).trimStart();
    } else {
      return null;
    }
  }
  if (found !== null) return { request: found.request, word: found.word };
  const isApology = APOLOGY.test(said) && !/(?:^| )(?:no|yes|yeah)(?= |$)/u.test(said);
  return isApology ? { request: 'repeat', word: null } : null;
}

interface Match {
  readonly rank: number;
  readonly length: number;
  readonly request: CandidateRequest;
  readonly word: string | null;
}

/** Longest wins, so that "what do you mean" does not stop at "what"; of equal length the more important. */
function longestMatch(rest: string): Match | null {
  let best: Match | null = null;
  for (const [rank, { request, pattern }] of REQUEST_PATTERNS.entries()) {
    const match = pattern.exec(rest);
    if (match !== null && match[0].length > (best?.length ?? 0)) {
      best = { rank, length: match[0].length, request, word: match[1] ?? null };
    }
  }
  return best;
}

/** "What is a heirloom?" asks for a word only if the word is one of the question's. */
function wordAskedAbout(said: string, question: string): FoundRequest | null {
  const stripped = said
    .replace(/^(?:(?:sorry|excuse me|um|uh|er|please|but|so) )+/u, '')
    .replace(/(?: please| here| exactly)+$/u, '');
  const word = /^what (?:is|are) (?:a |an |the )?([\p{L}'-]+(?: [\p{L}'-]+)?)$/u.exec(stripped)?.[1];
  if (word === undefined || /^(?:that|it|this|question|your|my|next)\b/u.test(word)) return null;
  return ` ${normalize(question)} `.includes(` ${word} `) ? { request: 'explain', word } : null;
}

/** "Can I stop here?" in the long turn means the talk; only naming the test means the test. */
function endsLongTurnOnly(request: CandidateRequest, said: string, context: IntentContext): boolean {
  const namesTest = /\b(?:test|exam|examination|interview|session|practice|continue|go on|carry on|leave|go)\b/u;
  return request === 'stop' && context.moment === 'longTurn' && !namesTest.test(said);
}

/**
 * A repeat costs little when it was not asked for; ending the test or leaving a question out cannot be taken back. Noise
 * often comes out as "what" or "pardon", but then nothing better is known either.
 */
function isTrusted(request: CandidateRequest, confidence: number | null): boolean {
  return confidence === null || request === 'repeat' || confidence >= TRUSTED_CONFIDENCE;
}

function isUnable(said: string): boolean {
  let rest = said;
  let found = false;
  while (rest !== '') {
    const match = UNABLE.exec(rest)?.[0];
    const skipped = match ?? COURTESIES.exec(rest)?.[0];
    if (skipped === undefined) return false;
    found ||= match !== undefined;
    rest = rest.slice(skipped.length).trimStart();
  }
  return found;
}
