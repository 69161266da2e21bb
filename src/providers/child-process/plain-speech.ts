/** Reduces text to words to be spoken: nothing that a speech program takes for a command, and no symbols that it would read out. */
import { safeText } from '../../engine/text/safe-text.js';

type Replacements = readonly (readonly [RegExp, string])[];

/** Part of cache keys: increase it with every change here that changes the sound. */
export const PLAIN_SPEECH_REVISION = 2;

/** Emoji and halves of characters. */
const PICTOGRAPHS = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{fe0f}\u{20e3}\p{Cs}]/gu;
/** Joiners, soft hyphens and tags, which are invisible and do not separate words. */
const INVISIBLE = /\p{Cf}/gu;
/** SSML, Markdown, and `[[...]]`, which is phonemes to espeak and a command to macOS `say`. */
const MARKUP = /[<>[\]{}|\\^~`*_#]/g;
const TYPOGRAPHY: Replacements = [
  [/[‘’ʼ′]/g, "'"],
  [/[“”„«»″]/g, '"'],
  [/(?<=\d)[–‒](?=\d)/g, '-'],
  [/ ?[–—―]+ ?/g, ', '],
  [/…/g, '...'],
  [/&/g, ' and '],
];
/** Characters that Unicode decomposition does not turn into ASCII letters. */
const BEYOND_ASCII: Replacements = [
  [/£ ?(\d[\d,]*(?:\.\d+)?)/g, '$1 pounds'],
  [/€ ?(\d[\d,]*(?:\.\d+)?)/g, '$1 euros'],
  [/ß/g, 'ss'],
  [/æ/g, 'ae'],
  [/Æ/g, 'Ae'],
  [/œ/g, 'oe'],
  [/Œ/g, 'Oe'],
  [/ø/g, 'o'],
  [/Ø/g, 'O'],
  [/ł/g, 'l'],
  [/Ł/g, 'L'],
];

/** One line without control characters (espeak's embedded commands begin with one), markup and emoji; empty when nothing is left to say. */
export function plainSpeech(text: string): string {
  const visible = safeText(text).normalize('NFC').replace(PICTOGRAPHS, ' ').replace(INVISIBLE, '').replace(MARKUP, ' ');
  const line = oneLine(replaceAll(oneLine(visible), TYPOGRAPHY));
  return /[\p{L}\p{N}]/u.test(line) ? line : '';
}

/** {@link plainSpeech} for programs that know no letters beyond ASCII: accents are dropped, other scripts are silent. */
export function plainAsciiSpeech(text: string): string {
  const folded = replaceAll(plainSpeech(text), BEYOND_ASCII).normalize('NFKD').replace(/\p{M}/gu, '');
  const line = oneLine(folded.replace(/[^\u0020-\u007e]/g, ' ').replace(MARKUP, ' '));
  return /[A-Za-z0-9]/.test(line) ? line : '';
}

function replaceAll(text: string, replacements: Replacements): string {
  return replacements.reduce((result, [pattern, by]) => result.replace(pattern, by), text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
