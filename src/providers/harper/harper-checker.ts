/**
 * Grammar of spoken answers by Harper, in a process of its own: 1-2 s and 280 MB to load, 0.1 s per long answer. A thread
 * would share the session's memory and its garbage collector.
 */
import { createRequire } from 'node:module';
import type { Availability } from '../../engine/ports/availability.js';
import type { GrammarChecker, GrammarIssue } from '../../engine/ports/grammar-checker.js';
import { formsOf, irregularBase, singular } from '../../engine/scoring/grammar/inflection.js';
import { UNCOUNTABLE } from '../../engine/scoring/grammar/lexicon/nouns.js';
import { NOT_NOUNS } from '../../engine/scoring/grammar/lexicon/verbs.js';
import type { TaggedWord } from '../../engine/scoring/grammar/tagged-word.js';
import { forkTransport } from '../child-process/fork-transport.js';
import { RemoteService } from '../child-process/remote-service.js';
import { SPOKEN_RULE_NAMES, kindOfRule } from './spoken-rules.js';

const REMEDY = 'Reinstall the program: npm install -g ielts-examiner.';
const TIMEOUT_MS = 60_000;

interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly string[];
}

export interface HarperIssue extends GrammarIssue {
  /** Harper's own name of the rule. */
  readonly rule: string;
}

export async function detectHarper(): Promise<Availability> {
  try {
    // The package offers itself to `import` only; its file is where `require` would look for a subpath.
    createRequire(import.meta.url).resolve('harper.js/package.json');
    return { available: true, detail: 'Harper, British English' };
  } catch (error) {
    // Not exported is installed all the same.
    if ((error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
      return { available: true, detail: 'Harper, British English' };
    }
    return { available: false, why: 'the package harper.js is not installed', remedy: REMEDY };
  }
}

export function createHarperChecker(): HarperChecker {
  return new HarperChecker();
}

export class HarperChecker implements GrammarChecker {
  readonly id = 'harper';
  readonly #service = new RemoteService({
    provider: 'harper',
    start: forkTransport({
      script: new URL('./harper-process.mjs', import.meta.url),
      args: [JSON.stringify(SPOKEN_RULE_NAMES)],
    }),
    remedy: REMEDY,
    timeoutMs: TIMEOUT_MS,
  });

  async check(text: string): Promise<readonly HarperIssue[]> {
    if (text.trim() === '') return [];
    const findings = (await this.#service.call({ check: readable(text) })) as readonly Finding[];
    return findings
      .flatMap(({ rule, message, start, end, suggestions }): readonly HarperIssue[] => {
        const kind = kindOfRule(rule);
        return kind === null ? [] : [{ rule, kind, message, start, end, suggestions }];
      })
      .filter(
        (issue) =>
          !isRestart(text, issue) &&
          !isOtherSubject(text, issue) &&
          !isSpokenPlural(text, issue) &&
          !isSayable(text, issue),
      )
      .sort((a, b) => a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : 1));
  }

  /** Words and marks with their parts of speech, by wink-nlp in the same process: one more would take 45 MB. */
  async tag(text: string): Promise<readonly TaggedWord[]> {
    return ((await this.#service.call({ tag: readable(text) })) as readonly TaggedWord[]).flatMap(asTwoWords);
  }

  /** Names of all rules that the installed Harper knows. */
  async rules(): Promise<readonly string[]> {
    return (await this.#service.call({ rules: true })) as readonly string[];
  }

  async close(): Promise<void> {
    await this.#service.close();
  }
}

/** The tagger takes "I'm" for one word, a name, where "he's" is two. */
function asTwoWords(word: TaggedWord): readonly TaggedWord[] {
  if (!/^i['’]m$/i.test(word.text)) return [word];
  const { text, start, end } = word;
  return [
    { text: text.slice(0, 1), start, end: start + 1, pos: 'PRON', lemma: 'i' },
    { text: text.slice(1), start: start + 1, end, pos: 'AUX', lemma: 'be' },
  ];
}

/** The longest word of a dictionary has 45 letters. Harper takes minutes over one of 200,000. */
const LONGEST_WORD = 100;

/** What is too long for a word is left out. Positions stay as they are. */
function readable(text: string): string {
  return withCapitalI(text).replace(/\S+/g, (word) => (word.length > LONGEST_WORD ? ' '.repeat(word.length) : word));
}

/** Transcripts are lower case; only the capital tells the pronoun from the letter. Positions stay as they are. */
function withCapitalI(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}'’-])i(?![\p{L}\p{N}-])/gu, 'I');
}

/** "You guys are", "we girls love": a noun beside the pronoun, and no verb. "There's loads of things" is as good as "there's two". */
function isSpokenPlural(text: string, { kind, start, end }: GrammarIssue): boolean {
  if (kind !== 'agreement') return false;
  const [words, before] = [text.slice(start, end), text.slice(0, start)];
  if (/^there['’]s\s/i.test(words) || /\bthere['’]s\s$/i.test(before)) return true;
  const noun = /\b(?:you|we|us)\s$/i.test(before) ? words : /^(?:you|we|us)\s+(\w+)$/i.exec(words)?.[1];
  if (noun === undefined || VERB_IN_S.test(noun)) return false;
  return PEOPLE.test(noun) || (/s$/i.test(noun) && FINITE_NEXT.test(text.slice(end)));
}
const PEOPLE = /^(?:guys|girls|boys|kids|lads|ladies|folks|teens|youths|parents|adults|friends)$/i;
/** No plural, though it ends like one: with another verb behind it, as in "we has had", it is an error all the same. */
const VERB_IN_S = /^(?:is|was|has|does|goes|says|\w*ss)$/i;
const FINITE_NEXT =
  /^\s+(?:are|were|have|had|do|did|don['’]t|didn['’]t|aren['’]t|can|could|will|would|should|must|might)\b/i;

/** The pronoun before the verb is not its subject: "every one of us was", "the thing that gets you is", and, where no full stop is written, "I liked it don't get me wrong". */
function isOtherSubject(text: string, { kind, start, end }: GrammarIssue): boolean {
  if (kind !== 'agreement') return false;
  return (
    /\b(?:one|each|either|neither|none|much|all|some|most) of (?:us|you|them)\s$/i.test(text.slice(0, start)) ||
    /\b(?:that|which|who|what) \w+s you\s$/i.test(text.slice(0, start)) ||
    /^\s(?:get me wrong|worry|ask me|you think)\b/i.test(text.slice(end))
  );
}

/**
 * "He bet me ten pounds" and "he dealt the cards" are in the past, "I suggest he see a doctor" is a demand; "there's a
 * looseness to it" is a quality of one thing; "on May first" is a date; "discuss about ten ideas" tells a number.
 */
function isSayable(text: string, { rule, start, end }: HarperIssue): boolean {
  const words = text.slice(start, end).trim().toLowerCase();
  const [before, after] = [text.slice(0, start), text.slice(end)];
  switch (rule) {
    case 'PronounVerbAgreement':
      // "It helps you thanks to the internet".
      if (words === 'thanks' && /^\s+to\b/i.test(after)) return true;
      return formsOf(words, words).has('past') || irregularBase(words) !== null || DEMANDED.test(before);
    case 'ObsessPreposition':
      // "He's been obsessed since he was twelve".
      return /^(?:since|ever|as|when|while|because|but|and|so)$/.test(words);
    case 'AnA':
      // "I got an A in English": a letter.
      return words === 'a' && /\ban\s+$/i.test(before);
    case 'MassNouns': {
      // Of Harper's mass nouns most are counted as well ("a rating", "a prayer", "the one giving").
      const noun = words.split(' ').at(-1) ?? '';
      if (!UNCOUNTABLE.has(noun) && !UNCOUNTABLE.has(singular(noun) ?? '')) return true;
      // "A good knowledge of it", "a deep respect for her".
      return /^an? (?:\w+ )?(?:knowledge|experience|respect|pride)$/.test(words) && /^\s+(?:of|for|in)\b/i.test(after);
    }
    case 'ModalBeAdjective':
      // "If I could, starting with the uniform": the verb was said before.
      if (/\b(?:if|as|than)\s+\w+\s+$/i.test(before) && /^\s+\w+ing\b/i.test(after)) return true;
      return /^\s+(?:first|second|third|\w+th)\b/i.test(after) && /^may\b/.test(words);
    case 'Discuss':
      return /^\s+(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|a dozen|\d+)\b/i.test(
        after,
      );
    case 'InterestedIn':
      // "Interested but without money".
      return !/^(?:about|on|at|of|for|to|with)$/.test(words);
    case 'GoodAt':
      // "Great in that film", "good in its own right": only what one does is meant.
      return !/^\s+(?:\w+ing|sports?|\w+ball|computers?|tennis|chess|physics|chemistry|biology|science|maths?|mathematics|english|music|history|languages?)\b/i.test(
        after,
      );
    case 'LongTimeAgo':
      return /\blong,?\s+$/i.test(before);
    case 'LookingForwardTo':
      // "To Saturday night", "what I look forward to is": no verb that -ing would fit.
      return /^(?:is|was|are|were|has|had)$/.test(words) || !NOT_NOUNS.has(words);
    case 'ProgressiveNeedsBe':
      // "I have training on Mondays", "I have growing pains": what one has. "I have working here for years" goes on.
      return !/^\s+(?:meeting\b|\w+ing\b(?:\s+\w+){0,6}\s+(?:since|for)\b)/i.test(after);
    case 'AdjectiveDoubleDegree':
      return /\b(?:honest|modest|earnest)$/.test(words);
    case 'HelpedPast':
      return words === 'found';
    case 'VeryLess':
      return !words.startsWith('very');
    case 'ThereIsAgreement':
      // "There are few, if any".
      return words === 'are few' || words === 'were few';
    case 'SimplePastToPastParticiple':
      // "I'm always broke": without money.
      return words === 'broke' && /\b(?:am|is|are|was|were|be|been|['’](?:m|s|re))(?:\s+\w+)?\s+$/i.test(before);
    default:
      return false;
  }
}
const DEMANDED =
  /\b(?:suggest|recommend|insist|demand|propose|advise|urge|require|request|ask)(?:s|d|ed|ing)?(?:\s+that)?\s+(?:he|she|it)\s+$/i;

/**
 * Speakers start again: in "a more a amiable woman" the second article is the first one's, said anew, and only shows
 * that the speaker changed plans.
 */
function isRestart(text: string, { kind, start, end }: GrammarIssue): boolean {
  if (kind !== 'article') return false;
  // "It's a it's an old building": what the article was for never came.
  if (/^\s(?:it|he|she|they|we|i|you|there|this|that)\b/i.test(text.slice(end))) return true;
  const before = text.slice(0, start).trim().split(/\s+/).slice(-2);
  return before.includes(text.slice(start, end).trim());
}
