/** Answers of one to three words, and what longer answers are begun with before the speaker stops to think. Each set has its own, as the corpus has. */

export const BRIEF = {
  training: (
    "Yes.|No.|Yes, I do.|No, I don't.|In London.|Not really.|Yes, of course.|Maybe.|My father.|Once a week.|At home.|With my sister.|" +
    'Sometimes.|I like it.|Yes, very much.|Yes, it is.|No, not much.|Of course.|Football.|In the evening.|Usually on Sundays.|Yes, I have.|' +
    'No, never.|Blue.|Two brothers.|At university.|I am a student.|By bus.|Yes, they do.|I think so.'
  ).split('|'),
  tuning: (
    "Yes.|No.|Yes, I am.|No, I haven't.|In Madrid.|Not often.|Sure.|Perhaps.|My mother.|Twice a week.|At school.|With my friends.|Often.|" +
    'I love it.|Yes, a lot.|Yes, we do.|No, not really.|Every day.|Tennis.|In the morning.|Green.|Three sisters.|By car.|Yes, I can.|Yeah.'
  ).split('|'),
  heldOut: (
    "Yes.|No.|Yes, I did.|No, I can't.|In Lisbon.|Hardly ever.|Certainly.|Probably.|My uncle.|Four times a year.|At work.|With my wife.|" +
    'Rarely.|I hate it.|Yes, quite often.|Yes, they are.|No, not yet.|Every summer.|Swimming.|At night.|Yellow.|One son.|By train.|Yes, I would.|No idea.'
  ).split('|'),
};

export const BEGINNINGS = {
  training:
    "Yes.|Yes.|No.|Yes, I do.|Well yes.|Yeah.|Well.|Of course.|Not really.|Yes, of course.|Maybe.|I think so.|No, I don't.|Well I think.|Um yes.".split(
      '|',
    ),
  tuning:
    "Yes.|Yes.|No.|Yes, I am.|Well yes.|Yeah.|Well.|Sure.|Not often.|Perhaps.|I guess so.|No, I haven't.|Well maybe.|Er yes.".split(
      '|',
    ),
  heldOut:
    "Yes.|Yes.|No.|Yes, I did.|Well yes.|Yeah.|Well.|Certainly.|Hardly ever.|Probably.|I hope so.|No, I can't.|Well I guess.|Uh yes.".split(
      '|',
    ),
};
