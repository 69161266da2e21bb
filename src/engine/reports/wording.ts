/** Wording shared by the renderers. */
import type { Part } from '../exam/types.js';
import type { ProviderPort } from '../session/log/events.js';
import { priceText } from '../text/dollars.js';
import type { AnswerNote, SecondOpinion, TestScore, WordsBand } from '../scoring/types.js';
import { SET_ASIDE } from '../scoring/model-rating/set-aside.js';

export const PART_NAMES: Readonly<Record<Part, string>> = {
  introduction: 'Introduction',
  part1: 'Part 1: interview',
  part2: 'Part 2: long turn',
  part3: 'Part 3: discussion',
  closing: 'Closing',
};

export const PORT_NAMES: Readonly<Record<ProviderPort, string>> = {
  speechToText: 'Speech recognition',
  textToSpeech: "The examiner's voice",
  voiceActivity: 'Voice activity detection',
  wordAligner: 'Pronunciation alignment',
  grammar: 'Grammar checking',
  languageModel: 'Language model',
  pronunciation: 'Pronunciation assessment',
  input: 'Audio input',
  output: 'Audio output',
  recorder: 'Recording',
  store: 'Session store',
  scorer: 'Rating',
};

/** "Speech recognition: pocketsphinx"; a port of a later version keeps its own name. */
export function providerText({ port, provider }: { readonly port: string; readonly provider: string }): string {
  const names: Readonly<Record<string, string>> = PORT_NAMES;
  return `${Object.hasOwn(names, port) ? (names[port] ?? port) : port}: ${provider}`;
}

/** Minutes and seconds: 754,000 ms is "12:34". */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What a note on an answer is about, as its heading. */
export const NOTE_NAMES: Readonly<Record<AnswerNote['kind'], string>> = {
  otherLanguage: 'Not in English',
  offQuestion: 'Perhaps not on the question',
  repeatsQuestion: 'Repeats the question',
  undeveloped: 'Not developed',
  prepared: 'Perhaps prepared',
  developed: 'Well developed',
};
export const NOTES_HEADING = 'Notes on answers (they move no band)';

export function titleText(candidate: string | null): string {
  return `IELTS Speaking practice${candidate === null ? '' : `: ${candidate}`}`;
}

/** "Part 1: interview (4:31)"; no time for a part that did not end. */
export function partTexts(
  parts: readonly { readonly part: Part; readonly durationMs: number | null }[],
): readonly string[] {
  return parts.map(({ part, durationMs }) =>
    durationMs === null ? PART_NAMES[part] : `${PART_NAMES[part]} (${clock(durationMs)})`,
  );
}

/** How the bands were made. */
export function ratingText(scoring: {
  readonly roundingRule: string | null;
  readonly rater: string;
  readonly mapping: string;
}): string {
  const { roundingRule, rater, mapping } = scoring;
  return `${roundingRule === null ? '' : `${roundingRule} `}Rater: ${rater}, mapping ${mapping}.`;
}

export function bandText(band: number): string {
  return band.toFixed(1);
}

export function rangeText(range: { readonly low: number; readonly high: number }): string {
  return `${range.low.toFixed(1)} to ${range.high.toFixed(1)}`;
}

/** "6.5 (mean 6.75, range 6.0 to 7.5)", or the reason why there is none. */
export function overallText(overall: TestScore['overall']): string {
  if (!overall.rateable) return `not rateable. ${overall.reason}`;
  return `${bandText(overall.band)} (mean ${overall.mean.toFixed(2)}, range ${rangeText(overall)})`;
}

export function wordsBandText(band: WordsBand): string {
  const leftOut = band.withFluency === false ? 'fluency and pronunciation' : 'pronunciation';
  return `From the words alone, ${leftOut} left out: ${bandText(band.band)} (${band.raw.toFixed(2)} to the nearest half, range ${rangeText(band)})`;
}

/** Date of an ISO time, as it stands: reports do not know the reader's time zone. */
export function dateText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

type GivenOpinion = Extract<SecondOpinion, { available: true }>;

/** What a second rater thought, in two sentences at most. */
export function secondOpinionText(opinion: SecondOpinion): string {
  if (!opinion.available) {
    return `The language model (${opinion.rater}) gave no second opinion: ${opinion.why} The measured bands stand alone.${paidInVain(opinion)}`;
  }
  if (opinion.criteria.length === 0) {
    return `The language model (${opinion.rater}) named nothing that was said as evidence: the measured bands stand alone.`;
  }
  const bands = opinion.criteria.map(
    ({ criterion, band, low, high, measured, used, setAside = 'tooFar' }) =>
      `${criterion} ${band.toFixed(1)} (${low === high ? '' : `samples ${String(low)} to ${String(high)}, `}measured ${measured.toFixed(1)}${used ? '' : `, ${SET_ASIDE[setAside]}`})`,
  );
  const near = opinion.criteria.filter(({ band, measured }) => Math.abs(band - measured) <= 0.5).length;
  const agree = `within half a band in ${String(near)} of ${String(opinion.criteria.length)}`;
  return `Second opinion by ${opinion.rater}, ${String(opinion.samples)} samples, ${paid(opinion)}: ${bands.join(', ')}; ${agree}.${madeUpText(opinion)}${leftOutText(opinion)}`;
}

function paid({ tokens, costUsd }: GivenOpinion): string {
  if (tokens === 0) return 'kept from before';
  return `${String(tokens)} tokens${costUsd === undefined ? '' : `, ${priceText(costUsd)}`}`;
}

function paidInVain({ tokens = 0, costUsd = null }: Extract<SecondOpinion, { available: false }>): string {
  return tokens === 0 ? '' : ` Its answers took ${String(tokens)} tokens all the same (${priceText(costUsd)}).`;
}

function leftOutText({ leftOut = 0 }: GivenOpinion): string {
  if (leftOut === 0) return '';
  const passages = leftOut === 1 ? 'One passage' : `${String(leftOut)} passages`;
  return ` ${passages} about ratings, or in another language, that may be meant for the rater: not shown to it.`;
}

/** Said once for all criteria: who reads it wants to know how far to trust the model. */
function madeUpText({ criteria }: GivenOpinion): string {
  const total = (of: (each: GivenOpinion['criteria'][number]) => number | undefined): number =>
    criteria.reduce((sum, each) => sum + (of(each) ?? 0), 0);
  const madeUp = total((each) => each.madeUp);
  if (madeUp === 0) return '';
  return ` ${String(madeUp)} of the ${String(total((each) => each.quoted))} quotes it gave were never said: it counts less, and ranges are wider.`;
}
