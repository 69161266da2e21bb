/** What captions and recognisers write between the words: "[Music]", "(laughs)", "<unk>", ">>". Nobody said it, so it is no word. */

/** Round brackets and asterisks may hold words that were said, too: only those that name a sound are taken out. */
const SOUNDS =
  'music|laugh|laughs|laughter|laughing|applause|inaudible|unintelligible|indistinct|crosstalk|silence|noise|pause|pauses|cough|coughs|coughing|' +
  'sigh|sighs|sneezes|chuckles|breathing|clears throat|background noise|foreign language';

const TAGS = [
  /\[[^\][]{0,60}\]/g,
  new RegExp(`\\((?:${SOUNDS})[^()]{0,20}\\)`, 'gi'),
  new RegExp(`\\*(?:${SOUNDS})\\*`, 'gi'),
  /<\/?[a-z][^<>]{0,30}>/gi,
  /♪[^♪]*♪|[♪♫]/g,
  />>+/g,
];

/** The words alone; a text without tags comes back as it is. */
export function withoutCaptionTags(text: string): string {
  const bare = TAGS.reduce((rest, tag) => rest.replaceAll(tag, ' '), text);
  return bare === text ? text : bare.replaceAll(/\s+/g, ' ').trim();
}
