/** What every learner says at some time, and what fluent speakers say beside it. */
import type { RuleExamples } from './rule-examples.js';

export const EVERYDAY_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'judged-base': {
    fires: [
      'it is necessary meet new people',
      "it's very important learn languages",
      'it was difficult learn it',
      'it is nice meet them',
      'i want talk about my teacher',
    ],
    silent: [
      'it is necessary to meet new people',
      "it's hard work",
      'it is important that he meet them',
      'i want a talk about money',
      "it's not important really",
    ],
  },
  'a-lot-bare': {
    fires: ['there is a lot delicious food', 'you can see a lot beautiful places'],
    silent: [
      'there is a lot of delicious food',
      'it changed a lot last year',
      'it is a lot cheaper',
      'it matters a lot to old people',
      'a lot more people',
    ],
  },
  'close-each-other': {
    fires: [
      'we are very close each other',
      'our jobs are similar each other',
      'the shops are next each other',
      'they got married each other',
    ],
    silent: [
      'we are close to each other',
      'they help each other',
      'they live close by',
      'my grandparents married each other at nineteen',
    ],
  },
  'during-weeks': {
    fires: [
      'i was there during three weeks',
      'it rained during about two hours',
      'i worked during two years in a bank',
      'during three years i lived there',
    ],
    silent: [
      'i was there for three weeks',
      'during the three weeks',
      'during two weeks of rain',
      'during the day',
      'during two years at university i made friends',
    ],
  },
  'more-like-to': {
    fires: ['nowadays people more like to stay at home'],
    silent: ['people like to stay at home more', 'they are more likely to stay', 'it was more like a party'],
  },
  'been-to-there': {
    fires: ['i have never been to there'],
    silent: [
      'i have never been there',
      'i have been to the lake',
      "it's been there for years",
      "i've been to there and back",
    ],
  },
  'to-the-work': {
    fires: ['i go to the work by car', 'he goes to the work every day', 'i come to the work by bus'],
    silent: [
      'i go to work by car',
      'it comes down to the work you do',
      'they go to the workshop',
      'when i came to the work by monet i stopped',
    ],
  },
  'time-for-ing': {
    fires: [
      ...['reading', 'cooking', 'shopping', 'training'].map((done) => `i spend my time for ${done}`),
      'i spend my time with playing games',
    ],
    silent: [
      'i spend my time reading',
      'i spend a lot of time with my family',
      'i have no time for reading',
      'we spent money for nothing',
    ],
  },
  'respect-to': {
    fires: ['we must respect to old people'],
    silent: ['we must respect old people', 'we pay respect to our parents', 'with respect to the others'],
  },
  'person-cooker': {
    fires: ['she is a very good cooker', 'my mother is the best cooker', 'i think my mother is a great cooker'],
    silent: [
      'she is a good cook',
      'we bought a good cooker',
      'it is a great cooker',
      'what i bought my mother was a really good cooker',
    ],
  },
};
