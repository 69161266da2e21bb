/** What learners say all the time. */
import type { RuleExamples } from './rule-examples.js';

export const SLIP_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'living-in-bare': {
    fires: ['i live in small flat with my wife', 'she lives in very small flat'],
    silent: [
      'i live in a small flat',
      'we live in big city suburbs',
      'they live in small houses',
      'people live in big and small towns',
    ],
  },
  specially: {
    fires: ["it's crowded specially in the morning", 'i like sports specially when i am stressed'],
    silent: [
      'it was specially made for me',
      'especially in the morning',
      'i came specially to see him',
      'i bought it specially because you like it',
      'my shoes were made specially in italy',
    ],
  },
  'by-foot': {
    fires: ['i go by foot', 'i go to school by foot every day'],
    silent: ['i go on foot', 'i go by bus', 'we measured it foot by foot'],
  },
  'near-from': {
    fires: ['my house is near from the station'],
    silent: ['my house is near the station', 'it is not far from the station', 'the one near me'],
  },
  'negative-again': {
    fires: ["she doesn't need to learn nothing new", "i don't want to see nobody"],
    silent: [
      "she doesn't need to learn anything new",
      'i want to do nothing',
      "i don't have to say a word",
      "i don't like to do nothing",
    ],
  },
  'having-owned': {
    fires: ['i am having two brothers', "she's having three children and a dog", 'we are having a big house'],
    silent: [
      'i am having a great time',
      'we are having a house built',
      "we're having two children next year",
      'she is having a baby in june',
      'we are having two cousins over for dinner',
      "i'm having my brother to stay",
      'the sister i remember having a car',
      'he is having a car accident every year',
      'we were thinking of having two children',
    ],
  },
  'news-are': {
    fires: ['the news are bad', 'i think the local news were wrong'],
    silent: ['the news is bad', 'the people in the news are famous', 'newspapers and news are different things'],
  },
  'a-without-noun': {
    fires: [
      'it was a very strange for me',
      'it is a difficult for children',
      'he is a good in football',
      'she is a good at singing',
    ],
    silent: [
      'it was very strange for me',
      'it was a strange year for me',
      'it was a first for me',
      'it is a must for people who love art',
      'that was a real eye opener for me',
      'she is good at singing',
      'it is a good in itself',
    ],
  },
  'past-time-perfect': {
    fires: ['last year i have visited london', 'yesterday he has called me', 'two years ago we have been there'],
    silent: [
      'since last year i have visited it twice',
      'what i said yesterday i have forgotten',
      'over the last year i have learned a lot',
      'last year i had visited london',
      'i bought it last year i have always wanted one',
      "last week i've been really busy",
      'yesterday i have to say was a disaster',
    ],
  },
  'suggest-person-to': {
    fires: ['i suggest you to go there', 'they suggested people to stay at home', 'i suggested my friend to come'],
    silent: [
      'i suggest you go there',
      'could you suggest people to talk to',
      'could you suggest people to invite',
      'i would suggest to you that we wait',
      'i suggest people who want to go should book',
      'i told my friend to come',
    ],
  },
  'work-in-bank': {
    fires: ['my father works in bank', 'she has worked in bank for years'],
    silent: ['my father works in a bank', 'he works in hospital administration', 'she works in bank security'],
  },
  'know-what-is-his': {
    fires: ["i don't know what is his name", 'can you tell me what is your name'],
    silent: [
      "i don't know what his name is",
      'what is his name',
      "i don't know what is the best way",
      "i don't know what are their best songs",
    ],
  },
};
