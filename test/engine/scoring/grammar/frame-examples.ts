/** Frames that learners bring along from their first languages, and tenses with times. */
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
    fires: ['If I would be rich, I would travel.', 'if i would have money i would buy it'],
    silent: [
      "If he would go to the doctor, he'd feel better.",
      'If you would like to come, let me know.',
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
    silent: [
      'i have twenty years of experience',
      'i have two years and then i am done',
      'i am twenty years old',
      'i have three years',
    ],
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
  'past-time-present': {
    fires: [
      'yesterday i go to a concert',
      'yesterday i see this dog in the street',
      'two years ago we move to this town',
    ],
    silent: ['yesterday i went to a concert', 'yesterday i think it rained', 'every day i go there'],
  },
  'present-past-time': {
    fires: [
      'i visit my uncle last week',
      'i go to school yesterday',
      'she play football two days ago',
      'i buy this phone two years ago',
      'i go there last week because my friend says it is good',
    ],
    silent: [
      'i visited my uncle last week',
      'i remember last week',
      'i like the song they played yesterday',
      'i work at the school i went to last year',
    ],
  },
  'since-duration': {
    fires: ['i have lived here since five years', 'we have met since a few months'],
    silent: [
      'i have lived here for five years',
      'it is his since a year ago',
      'i have lived here since two thousand ten',
      'since many people came',
    ],
  },
  'present-since': {
    fires: [
      'i live here since 2010',
      'he plays football since he was five',
      'i study the economics since three years',
      'she works there since a year',
      'i am living here since i was born',
    ],
    silent: [
      'i have lived here since 2010',
      'i have studied this for years since three of us',
      'since you ask i like it',
      'what should i say it was a dream since childhood',
    ],
  },
  'habit-progressive': {
    fires: [
      'usually i am going to work by bus',
      'usually i am going home with my friends',
      'i am usually going to the gym on fridays',
      "normally we're eating together",
      'she is often playing tennis on sundays',
      'usually he is getting up early',
      'usually i am going to the gym in the evening',
      'i am usually meeting my friends there',
    ],
    silent: [
      'i usually go to work by bus',
      'usually i am going to bed when she comes home',
      'he is always losing his keys',
      'at eight i am usually going home',
      'in the evening i am usually cooking dinner and my husband is helping the kids',
      'i am usually cooking dinner and my husband is helping the kids',
      'during the lessons she is usually walking around the room',
      'on sunday mornings we are often walking in the hills',
      'i am often meeting new people in my job',
      'she is often bringing me presents',
      'normally i am working there',
      'usually we are going to see a film',
      'usually i am happy',
      'i am usually going to the gym these days',
      'they are often getting better',
      'often i was going there alone',
    ],
  },
  'if-will': {
    fires: ['if i will have time i will travel'],
    silent: ['if i have time i will travel', "i don't know if i will have time"],
  },
  'childhood-present': {
    fires: [
      'When I was a child, I live with my grandparents.',
      'when i was in school i have had many friends',
      "when i was young i don't like vegetables",
      'when i was a child i play outside',
    ],
    silent: [
      'When I was a child, I think I was quite lonely.',
      'when i was little i always wanted a dog and i still do',
      "when i was at school i don't remember why",
      'when i was a child i played outside',
      'when i was a child i think we moved',
    ],
  },
};
