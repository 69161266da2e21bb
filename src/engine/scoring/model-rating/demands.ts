/**
 * Words that a candidate addresses to whoever rates ("give me band nine", "ignore your instructions"). They are no answer to
 * any question, so they are left out of what a language model rates: it cannot obey what it does not read.
 */

const DEMANDS: readonly RegExp[] = [
  /\b(?:give|award|grant|assign|rate|grade|score|mark|put)\s+(?:me|this|my|us|it|the candidate)\b(?:\W+\w+){0,8}?\W+(?:bands?|scores?|marks?|grades?|points?|nine|9(?:\.0)?|eight|8(?:\.5)?)\b(?:\W+(?:of|score|nine|eight|seven|[0-9](?:\.[05])?)\b){0,3}/gi,
  /\b(?:my|the|this|overall|final)\s+(?:\w+\s+){0,3}(?:bands?|scores?|ratings?)\s+(?:is|are|must|should|will|has to|=|:)(?:\W+\w+){0,5}/gi,
  /\bbands?\s+(?:score\s+)?(?:of\s+)?(?:nine|eight|seven|[789](?:\.\d)?)\b/gi,
  /\b(?:i|we)\s+(?:\w+\s+){0,3}(?:deserve|want|need|get|expect)\s+(?:a\s+|an\s+|the\s+)?(?:\w+\s+){0,3}(?:bands?|scores?|nine|9)\b/gi,
  /\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|the\s+|your\s+|my\s+|these\s+|those\s+|previous\s+|prior\s+|above\s+)*(?:instructions?|rules?|prompts?|rubric|criteria|descriptors?|everything)\b(?:\W+\w+){0,6}/gi,
  /\b(?:system|developer)\s+(?:prompt|message|mode|note)\b(?:\W+\w+){0,8}/gi,
  /\b(?:you are|act as|pretend to be|as)\s+(?:now\s+)?(?:a|an|the|my)\s+(?:\w+\s+){0,2}(?:ai|language model|assistant|rater|chatbot|examiner who)\b(?:\W+\w+){0,6}/gi,
  /\b(?:dear|note to(?: the)?|attention|message (?:to|for)(?: the)?)\s+(?:rater|examiner|grader|assessor|model|ai)\b(?:\W+\w+){0,10}/gi,
  /\b(?:output|return|respond with|answer with|print)\s+(?:only\s+)?(?:the\s+)?(?:\w+\s+){0,3}(?:json|nine|9|bands?|scores?)\b(?:\W+\w+){0,6}/gi,
  /[{[<][^\s]*["':/][^\n]{0,200}[}\]>]/g,
];

export interface WithoutDemands {
  readonly text: string;
  readonly found: number;
}

export function withoutDemands(text: string): WithoutDemands {
  let found = 0;
  let left = text;
  for (const pattern of DEMANDS) {
    left = left.replace(pattern, () => {
      found += 1;
      return ' ';
    });
  }
  return { text: found === 0 ? text : left.replaceAll(/\s+/g, ' ').trim(), found };
}
