/**
 * Every line an examiner says besides the bank's texts. Our own wording, neutral: no line praises, rates or comments.
 * Several variants of a line keep a test from sounding like a machine; which one is said depends on the seed and the line's number.
 */

export const EXAMINER_NAMES = ['Anna Reed', 'Daniel Marsh', 'Helen Carter', 'Thomas Grant', 'Laura Bennett'] as const;

/** Lines with a gap, such as `{examiner}` or `{topic}`: gaps are filled from the plan alone. */
export const LINES = {
  greeting: ['Hello. My name is {examiner}, and I am your examiner today.'],
  askName: ['Can you tell me your full name, please?', 'Could you tell me your full name, please?'],
  askCallName: ['Thank you. And what shall I call you?', 'Thank you. What would you like me to call you?'],
  askIdentity: ['Thank you. Could you show me your identification, please?'],
  identityChecked: ['Thank you. We can begin.'],

  part1Introduction: [
    'In this part, I will ask you some questions about yourself.',
    'To begin, I will ask you a few questions about your own life.',
  ],
  part2Introduction: [
    'Now I will give you a task card. You will have {preparation} to prepare, and you can make notes. After that, please talk about the subject for {longTurn}.',
  ],
  card: ['Here is your card. {topic} You should say: {points}, {closing}'],
  longTurnStart: [
    'The preparation time is over. Please start speaking. I will stop you when your time is up.',
    'Please begin now. I will tell you when your time is up.',
  ],
  longTurnEnd: ['Thank you. I will take the card back now.', 'Thank you. May I have the card back?'],
  part3Introduction: ['Your card was about {theme}. Now I would like to ask you some wider questions on this subject.'],
  part3Alone: ['In this part, I will ask you some general questions. The subject is {theme}.'],

  transition: ['Thank you.', 'Thank you.', 'All right.'],
  moveOn: ['Let us go on to the next question.', 'Let us move on.'],

  promptMore: ['Can you tell me more about that?', 'Can you say a little more about that?'],
  promptWhy: ['Why?', 'Why is that?'],
  promptWhyNot: ['Why not?'],
  /** They go on with an answer in Part 3. Each is said in these words only, and names no subject. */
  goOnExample: ['Can you give me an example of that?'],
  goOnReason: ['Why is that?'],
  goOnOthers: ['Would everybody agree with you?'],
  goOnAges: ['Would people of another age say the same?'],
  goOnPeers: ['Is it the same for other people your age?'],
  goOnPast: ['Has it always been like that?'],
  goOnToday: ['Is that different today?'],
  goOnFuture: ['How might that change in the future?'],
  goOnElsewhere: ['Is it different in other countries?'],
  goOnEverywhere: ['Would that be the same everywhere?'],

  promptLongTurn: ['Can you tell me anything more about that?'],

  declineScore: ['I am afraid I cannot talk about results.', 'I am not able to tell you about results.'],
  declineOpinion: ['I am afraid I cannot give my own opinion here.', 'Today I would like to hear your ideas.'],
  declineCorrectness: ['I am afraid I cannot comment on your answers.', 'I am not able to comment on answers.'],
  cannotExplain: ['I am afraid I cannot explain the question, but I can repeat it.'],
  cannotExplainWord: ['I am afraid I cannot explain that.'],
  answerPlease: ['Please answer in your own way.', 'Please answer as you wish.'],
  keepTalking: ['Please say as much as you can about the subject on the card.'],
  takeAMoment: ['Please take a moment, and then go on.'],

  procedureIntroduction: ['First I check who you are, and then the test begins.'],
  procedurePart1: ['In this part I ask short questions about you, for {part1}.'],
  procedurePart2: ['You talk about the card for up to {longTurnLimit}, and then I ask one or two short questions.'],
  procedurePart3: ['In this part we discuss general questions, for {part3}.'],

  takeYourTime: ['Please begin when you are ready.'],
  carryOn: ['Let us carry on.'],
  closing: ['Thank you. That is the end of the speaking test.', 'Thank you. The speaking test is now over.'],
  stopped: ['All right. We will stop the test here. Thank you.'],
} as const satisfies Record<string, readonly string[]>;

export type LineName = keyof typeof LINES;
export type LineGaps = Readonly<Record<string, string>>;

/** The variant for this seed and line number, its gaps filled. Replacement text is taken literally. */
export function lineText(name: LineName, choice: { seed: number; lineNumber: number }, gaps: LineGaps = {}): string {
  const variants: readonly string[] = LINES[name];
  const variant = variants[mix(choice.seed, choice.lineNumber) % variants.length] as string;
  return variant.replace(/\{(\w+)\}/g, (gap, key: string) => gaps[key] ?? gap);
}

/** Spreads seed and line number evenly over the variants (a 32-bit integer hash). */
function mix(seed: number, lineNumber: number): number {
  let hash = Math.imul((seed ^ 0x9e3779b9) + lineNumber, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
