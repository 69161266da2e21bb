/** Frames that learners bring along from their first languages. */
import type { RuleExamples } from './rule-examples.js';

export const FRAME_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'made-past': {
    fires: ['it made me felt happy', 'she let us went home'],
    silent: ['it made me feel happy', 'it made me tired', 'she let us go home', 'it made us lost'],
  },
  'thought-without-subject': {
    fires: ['i hope can pass the exam', 'i think will be better there'],
    silent: ['i hope i can pass', 'the one which i think will be better', 'i think so'],
  },
  'decide-ing': {
    fires: ['i decided going to france', 'he promised helping me'],
    silent: ['i decided to go', 'i decided swimming was not for me', 'he decided against going'],
  },
  'about-to': {
    fires: ['i think about to move', 'she dreams of to be a doctor'],
    silent: ['i think about moving', 'i was about to leave', 'she talked about it to me'],
  },
  'to-person-first': {
    fires: ['he gave to me a book', 'she taught to us many things'],
    silent: ['he gave me a book', 'he gave a book to me', 'he gave it to me and left'],
  },
  'person-without-preposition': {
    fires: ['he looked me and smiled', "my father didn't shout me"],
    silent: ['he looked at me', 'i looked him up', 'she talked me into it', 'he looked me in the eye'],
  },
  'most-of-one': {
    fires: ['most of the student like it'],
    silent: ['most of the students work', 'most of the student flats are old', 'most of the day i read'],
  },
  'that-for-than': {
    fires: ['she is taller that me'],
    silent: ['she is taller than me', 'it is better that he stays', 'the other that i saw'],
  },
  'thing-who': {
    fires: ['the house who i bought is old', 'i saw a film who was good'],
    silent: ['the people in the house who shout', 'the house which i bought', 'the man who came'],
  },
  'if-would': {
    fires: ['if i would have money i would buy it'],
    silent: [
      'if i had money i would buy it',
      'if you would like to i would come',
      'he asked if i would go and i would have',
      'i wonder if he would know',
    ],
  },
  'verb-first': {
    fires: ['is very important to study', 'for example is not easy to park'],
    silent: ['it is very important', 'my city is big and is very nice', 'is it very important?', 'is that it'],
  },
  'not-no': {
    fires: ["i don't have no money", "nobody didn't come"],
    silent: ["i don't have any money", 'i have no money', "i don't know no is no"],
  },
  'years-without-old': {
    fires: [
      'i have twenty years',
      'my grandmother has 85 years and she lives alone',
      'i have 20 years and i live here',
    ],
    silent: ['i have twenty years of experience', 'i have two years and then i am done', 'i am twenty years old'],
  },
  'had-born': {
    fires: ['i had born in spain'],
    silent: ['i was born in spain', 'she had borne it well'],
  },
  'here-have': {
    fires: ['here have many tourists'],
    silent: ['here we have many tourists', 'there are many here', 'the people here have a lot of fun'],
  },
  'go-in-country': {
    fires: ['i went in Japan last year'],
    silent: ['i went to Japan', 'i went in May', 'i travelled in Japan', 'he went in'],
  },
  'easy-for-verb': {
    fires: ['it is difficult for find a job'],
    silent: ['it is difficult to find a job', 'it is good for business', 'it is difficult for me'],
  },
  'was-come': {
    fires: ['he was come late'],
    silent: ['he came late', 'he was coming', 'my dream was come true to life'],
  },
  worths: { fires: ['it worths a visit'], silent: ['it is worth a visit'] },
  cans: { fires: ['he cans speak english'], silent: ['he can speak english', 'two cans of cola'] },
  'born-that': {
    fires: ['the place that i was born is quiet'],
    silent: ['the place where i was born', 'the place that i was born in'],
  },
  'in-spite-clause': {
    fires: ['in spite it was raining we went'],
    silent: ['in spite of the rain we went'],
  },
  'the-half-of': {
    fires: ['the half of the people left'],
    silent: ['half of the people left', 'you know the half of it'],
  },
  'do-travel': {
    fires: ['i did a travel to italy', 'we make a party every year'],
    silent: ['i travelled to italy', 'we have a party every year', 'we did a party trick'],
  },
  'know-what-is': {
    fires: ["i don't know what is this"],
    silent: ["i don't know what this is", "i don't know what is best"],
  },
  'married-to': {
    fires: ['i married with him in june', 'she married with a doctor', 'my sister married to an engineer'],
    silent: [
      'i married him in june',
      'she is married to a doctor',
      'we got married to please them',
      'they married with the blessing of their parents',
    ],
  },
  'go-place': {
    fires: ["i went my grandmother's house", 'we go my village every summer'],
    silent: [
      "i went to my grandmother's house",
      'i went my own way',
      'when we go our house is empty',
      'i let go my job',
    ],
  },
  'both-before-owner': {
    fires: ['my both parents work'],
    silent: ['both my parents work', 'my parents both work'],
  },
};
