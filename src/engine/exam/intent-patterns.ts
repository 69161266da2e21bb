/**
 * What candidates say when they ask instead of answer, as patterns over normalized text (lower case, no punctuation,
 * contractions written out). Each pattern matches one whole request at the start of the rest of an utterance; an utterance is a
 * request only when requests and courtesies use it up entirely, so an answer that contains such words never is.
 */
import type { CandidateRequest } from './types.js';

const COURTESY = '(?:(?:please|just|kindly|possibly|maybe|quickly) )*';
/** "Could you", "would you mind", "I'd like you to", or a bare imperative. */
const YOU = `(?:(?:(?:can|could|would|will|do|did) you (?:mind )?|(?:i|we) (?:would like|want|need) you to |is it possible (?:for you )?to |(?:if|whether) you (?:can|could) |i wonder if you (?:can|could) )${COURTESY})?`;
/** "May I", "can we", "I want to", "let me". */
const ME = `(?:(?:can|could|may|might|shall) (?:i|we) ${COURTESY}|(?:i|we) (?:would like|want|need|wish|have) to |i would prefer to |is it (?:possible|ok|okay|all right|alright)(?: for me)? (?:to |if (?:i|we) )|(?:am i|are we) allowed to |let (?:me|us) )`;
const AGAIN =
  '(?:again|once more|one more time|a second time|another time|more slowly|slowly|slower|louder|more loudly)';
const QUESTION =
  '(?:the|that|your|this|last|whole|same)? ?(?:question|questions|one|part|sentence|topic|card|word|words)';
const THAT = `(?:${QUESTION}|it|that|this|what (?:you|you just|you have) (?:said|say|asked|ask)|what you (?:are|were) (?:saying|asking))`;
/** Words that may trail after a request without changing it. */
const TAIL = `(?: (?:${AGAIN}|please|for me|to me|me|a (?:bit|little)|a (?:bit|little) (?:more slowly|slower|louder)|very well|well|clearly|properly|exactly|at all|now|then|here|there|so far|today|yet|more time|if possible|if you can|the last part))*`;
const TEST = '(?:the |this |my |our )?(?:speaking )?(?:test|exam|examination|interview|session|practice)';
const MOMENT = '(?:a|one|some) ?(?:little |short |more )?(?:moment|minute|second|sec|while|bit|time|break|pause)';
const RESULT = '(?:scores|score|band score|band|marks|mark|grade|results|result|level|english level|points)';
const NUMBER = '(?:one|two|three|four|five|six|seven|eight|nine|\\d(?: \\d)?)(?: (?:point )?(?:five|half))?';
/** A word or a short phrase that is asked about. */
const WORD = "(?!(?:you|that|it|this|i|to|the|we|do|what|your|my|question)\\b)((?:[\\p{L}'-]+ ){0,3}[\\p{L}'-]+)";

export interface RequestPattern {
  readonly request: CandidateRequest;
  readonly pattern: RegExp;
}

function patterns(request: CandidateRequest, sources: readonly string[]): RequestPattern[] {
  return sources.map((source) => ({ request, pattern: new RegExp(`^(?:${source})(?= |$)`, 'u') }));
}

/** In order of importance: of several requests in one utterance the first kind here wins. */
export const REQUEST_PATTERNS: readonly RequestPattern[] = [
  ...patterns('stop', [
    `(?:${ME}|${YOU})?(?:stop|end|finish|quit|leave|cancel|exit|abort) ${TEST}(?: right)?${TAIL}`,
    `(?:${ME})(?:stop|quit)(?: (?:everything|it|this))?(?: right)?(?: (?:here|now|please|today))*`,
    `i (?:do not want|no longer want|would rather not|do not wish) (?:to )?(?:continue|go on|carry on)(?: with)?(?: ${TEST})?(?: anymore| any more| any longer)?`,
    'i (?:have to|must|need to) (?:go|leave)(?: now)?',
  ]),
  ...patterns('skip', [
    `(?:${ME}|${YOU})?(?:skip|pass)(?: on)?(?: (?:${QUESTION}|it))?(?: (?:please|now|if possible))*`,
    `(?:the )?next (?:question|one|topic)${TAIL}`,
    `(?:${ME}|${YOU})?(?:go|move|jump|proceed)(?: on)?(?: to (?:the next|another|a different) (?:question|one|topic|part)| on)(?: please| now)*`,
    `(?:${ME}|${YOU})(?:change|have|get|give me|ask me|ask|try) (?:${QUESTION}|something else|another (?:question|one|topic)|a different (?:question|one|topic)|the next (?:question|one|topic))(?: please)*`,
    `(?:give|ask) me (?:something else|another (?:question|one|topic)|a different (?:question|one|topic)|the next (?:question|one|topic))(?: please)*`,
    `i (?:would rather not|would prefer not to|do not want to|prefer not to) (?:answer|talk about|say|discuss)(?: (?:${QUESTION}|it|that|this))?`,
  ]),
  ...patterns('pause', [
    `(?:${ME}|${YOU})?(?:wait|pause|hold on|hang on)(?: (?:for )?(?:me|${MOMENT}))*(?: please)?`,
    `(?:just )?(?:a|one) (?:moment|minute|second|sec)(?: please)?`,
    `(?:${YOU})give me ${MOMENT}(?: to think)?(?: please)?`,
    `(?:${ME})(?:have|take|get|stop for|rest for)(?: (?:for )?(?:${MOMENT}|some water|a drink|a glass of water))(?: to think(?: about (?:it|that|this))?)?(?: please)?`,
    `(?:${ME})think(?: about (?:it|that|this))?(?: for ${MOMENT})?`,
    `i need ${MOMENT}(?: to think(?: about (?:it|that|this))?)?(?: please)?`,
  ]),
  ...patterns('explain', [
    `what (?:does|do|is) (?:the |this )?(?:word |phrase |expression |term )?${WORD} means?(?: here| please| in this question| on the card| exactly)*`,
    `what is (?:the )?meaning of (?:the )?(?:word |phrase )?${WORD}`,
    `what do you mean (?:by|with) (?:the )?(?:word |phrase )?${WORD}`,
    `(?:${YOU})(?:explain|define|clarify)(?: to me)?(?: me)? (?:what |the meaning of |the word |the phrase |what the word )(?:the word )?${WORD}(?: means?| is)?`,
    `(?:${YOU})tell me (?:the meaning of|what) (?:the word )?${WORD}(?: means?| is)?`,
    `i (?:do|did|can) not (?:really )?(?:know|understand) (?:the word|the meaning of|what|the phrase|this word|that word)(?: the word)?(?: ${WORD})?(?: means?| is)?`,
    `what is (?:this|that|the) word`,
  ]),
  ...patterns('rephrase', [
    `i (?:do|did|can|could) not (?:quite|really|fully|completely|exactly)? ?(?:understand|follow)(?: (?:you|${THAT}|what you mean|the meaning))?${TAIL}`,
    `i (?:do|did) not (?:quite|really)? ?(?:know|get|see) (?:what (?:you|it|that|this|the question) (?:mean|means|is asking)|what you (?:are asking|want)(?: me to say)?|the meaning|the question)${TAIL}`,
    `what do you mean(?: (?:by|with) (?:${QUESTION}|that|this|it))?${TAIL}`,
    `what (?:does|do) (?:${QUESTION}|that|it|this) means?${TAIL}`,
    `what is the meaning of (?:${QUESTION}|that|it|this)${TAIL}`,
    `what (?:are you asking|do you want to know|do you want me to say)(?: me)?${TAIL}`,
    `(?:${YOU})(?:rephrase|reword|simplify|paraphrase|clarify|explain)(?: (?:to me |me )?${THAT})?(?: in (?:other|different|simple|simpler|easier) words| in (?:another|a different) way| to me)?${TAIL}`,
    `(?:${YOU})(?:put|say|ask)(?: (?:me )?${THAT})? (?:in (?:other|different|simple|simpler|easier) words|(?:in )?(?:another|a different|a simpler|an easier) way|differently|more simply)${TAIL}`,
    `(?:${QUESTION}|it|that|this) is (?:not|un) ?(?:very |really )?clear(?: (?:to|for) me)?`,
    'i am (?:a (?:bit|little) )?(?:confused|lost)(?: by (?:the|your|this) question)?',
    `i am not sure (?:what you (?:mean|are asking)|(?:if |that )?i (?:understand|understood)(?: (?:you|${THAT}))?|what (?:that|it|this|the question) means)${TAIL}`,
  ]),
  ...patterns('score', [
    `what (?:is|was|will be|would be|about) my (?:current |final |estimated )?${RESULT}(?: be)?(?: in this test)?${TAIL}`,
    `what do you think my ${RESULT} (?:is|will be|would be)${TAIL}`,
    `(?:what|which|how (?:much|many)) ?${RESULT}? (?:will|do|did|can|would|could|have|am|should) i (?:get|have|got|getting|be|reach|expect|score)(?: ${RESULT})?(?: for (?:this|that|my answer|my english|this test|it))?${TAIL}`,
    `(?:${YOU})(?:tell|give|show) me (?:my|the|a|what my) ${RESULT}(?: is)?${TAIL}`,
    `(?:did|will|do|have|can) i (?:pass|passed)(?: ${TEST})?${TAIL}`,
    `(?:can|will|could|do|would) i (?:get|have|be|reach) (?:a |an )?(?:band |level )?${NUMBER}${TAIL}`,
    `(?:am i|is (?:it|that|this)) (?:a |at )?(?:band|level) ?(?:${NUMBER})?${TAIL}`,
    `is my ${RESULT} (?:good|ok|okay|high|low|bad|enough)(?: enough)?${TAIL}`,
  ]),
  ...patterns('correctness', [
    `(?:was|is|were|are) (?:that|it|this|my answers?|what i said|my (?:english|grammar|pronunciation)|i) (?:a )?(?:right|correct|ok|okay|good|wrong|fine|all right|alright|bad|long enough|good enough|enough)(?: answer| english| enough)?(?: or (?:not|wrong|bad|incorrect))?${TAIL}`,
    `am i (?:right|correct|wrong|doing (?:well|ok|okay|fine|good|all right|alright))${TAIL}`,
    `how (?:am i doing|did i do|was (?:that|it|my answer|my english|i)|is my (?:english|grammar|pronunciation|answer))${TAIL}`,
    `did i (?:answer|say|do|make)(?: (?:it|that|this|well|correctly|right|any mistakes?|a mistake|mistakes|ok|okay|${QUESTION}))+${TAIL}`,
    `do you think (?:i am|i was|that was|it was|it is|that is|my (?:answer|english|grammar|pronunciation) (?:is|was)) (?:right|correct|good|wrong|ok|okay|fine|bad)(?: enough)?${TAIL}`,
  ]),
  ...patterns('opinion', [
    `what do you (?:personally )?think(?: (?:about|of) (?:it|this|that|my (?:answer|english|idea)))?(?: yourself| personally)?${TAIL}`,
    `(?:and |so )?(?:what|how) about (?:you|yourself)${TAIL}`,
    '(?:and )you',
    `what is your (?:own |personal )?(?:opinion|view|idea|answer|thought|favou?rite)(?: (?:about|on|of) (?:it|this|that|${QUESTION}))?${TAIL}`,
    `(?:${YOU})(?:tell|give) me (?:your|what your) (?:own )?(?:opinion|view|idea|answer)(?: is)?${TAIL}`,
    `do you (?:agree|agree with (?:me|that|it|this)|think so|like (?:it|that|this))(?: too| also| or not| with me)*`,
    `what would you (?:say|do|choose|answer|prefer)(?: yourself)?${TAIL}`,
    `how do you feel about (?:it|this|that)${TAIL}`,
  ]),
  ...patterns('procedure', [
    `how (?:long|much time|many minutes) (?:do i have|have i got|is (?:${TEST}|(?:this|the) part|it|this|left)|will (?:it|this|${TEST}|(?:this|the) part) (?:take|last|be)|(?:does|do) (?:it|this|${TEST}|(?:this|the) part) (?:take|last)|(?:should|must|can|do) i (?:have to )?(?:speak|talk|answer|prepare))(?: left| to (?:speak|talk|answer|prepare|think)| in total| for (?:this|that|it|each|the)(?: (?:part|question|answer|card|topic))?)*${TAIL}`,
    `how many (?:more )?(?:questions|parts|minutes|topics)(?: more)?(?: (?:are there|do i have|do we have|are left|will you ask|will there be))?(?: left| in (?:this|the) (?:part|test)| me)*${TAIL}`,
    `(?:can|may|could|should|must|do|shall) i (?:have to |need to )?(?:start|begin|speak|talk|go|take notes|make notes|write(?: notes| something)?|look at (?:the card|my notes)|see the card|use my notes|have more time|answer|answer now|ask (?:you )?(?:a |some )?questions?|ask you something|read the card)${TAIL}`,
    `is (?:this|it|that) (?:still |already |now )?(?:the )?(?:part ${NUMBER}|end|last (?:part|question)|end of ${TEST})${TAIL}`,
    `is ${TEST} (?:over|finished|done)${TAIL}`,
    `(?:have|are) we (?:finished|done)${TAIL}`,
    `(?:which|what) part (?:is (?:this|it)|are we in|is next|comes next)${TAIL}`,
    `what (?:is next|happens next|happens now|comes next|should i do|do i do|must i do|do i have to do|should i say|should i talk about|do i have to talk about)(?: next)?${TAIL}`,
    `are you (?:recording|listening|there|ready|a (?:robot|computer|machine|real person|human))(?: (?:this|me|to me))?${TAIL}`,
    'what time is it',
  ]),
  ...patterns('repeat', [
    `(?:${ME}hear ${THAT}|(?:${YOU})repeat(?:ing)?(?: (?:me )?${THAT})?)${TAIL}`,
    `(?:${YOU})(?:say|saying|read|reading|ask|asking|tell me|ask me|tell)(?: (?:me )?${THAT})? ?${AGAIN}${TAIL}`,
    `(?:${YOU})(?:speak|talk)(?: (?:up|to me))?(?: a (?:bit|little))?(?: (?:more )?(?:slowly|slower|louder|loudly|loud|clearly))?(?: please)*`,
    `(?:${YOU})slow down(?: please)?`,
    `(?:say )?(?:it |that )?(?:again|once more|one more time)(?: please)?`,
    'come again|pardon(?: me)?|i beg your pardon|beg your pardon|what|huh|eh|say what',
    `what (?:was|is|were) (?:that|it|the question|your question|the last (?:one|question|part|word))${TAIL}`,
    `what (?:did|do) you (?:just )?(?:say|ask)(?: me)?${TAIL}`,
    `i (?:did|could|can|do) not (?:quite|really)? ?(?:hear|catch|get)(?: (?:you|${THAT}|the end|the last (?:word|part)))?${TAIL}`,
    `i (?:have )?(?:missed|forgot|forgotten) (?:${THAT})${TAIL}`,
    `i am not sure (?:if )?i heard(?: (?:you|${THAT}))?${TAIL}`,
  ]),
];

/** Said around a request, and skipped. */
export const COURTESIES =
  /^(?:excuse me|i am (?:so |very |really )?(?:sorry|afraid)|thank you(?: very much)?|(?:u+m+|u+h+|e+r+m*|hm+|mm+|oh|ah|well|okay|ok|so|and|but|yes|yeah|no|please|thanks|sorry|actually|sir|madam|teacher|examiner|now|then|just|maybe|hello|hi|right|the|a))(?= |$)/u;

/** An apology with nothing after it asks for a repeat. */
export const APOLOGY = /(?:^| )(?:sorry|excuse me)(?= |$)/u;

/** Answers that say there is no answer. They are not pressed any further. */
export const UNABLE =
  /^(?:(?:honestly|really|actually|i think|i mean|that is|it is|this is) )*(?:i (?:really |just |honestly )*(?:do not|have no) (?:really )?(?:know|idea|have (?:an? |any )?(?:idea|opinion|answer))(?: (?:about|how to answer|what to say|how to say)(?: (?:it|that|this))?)?|no idea|not sure|i am not (?:so |really |very )?sure|i can not (?:say|answer|remember|think of (?:anything|one|any))(?: (?:that|this|it|the question|this question))?|i have (?:nothing to say|never thought about (?:it|that|this))|i do not remember|nothing(?: special)?|no comment|i give up|(?:it is )?(?:hard|difficult) to (?:say|answer)|(?:a )?(?:very )?(?:hard|difficult) question)(?= |$)/u;
