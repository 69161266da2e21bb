/** The commonest slips in their general form, and what fluent speakers say beside them. */
import type { RuleExamples } from './rule-examples.js';

export const BASIC_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'adverb-to': {
    fires: ['i usually to watch films', 'she never to eat meat'],
    silent: ['i usually go to work by bus', 'i usually to be honest order a pizza', 'i always wanted to go'],
  },
  'used-to-ing': {
    fires: ['i used to going there with my cousins', 'we used to playing outside'],
    silent: [
      "i'm used to going there",
      'i used to sing',
      'i used to bring my own lunch',
      'we got used to living alone',
    ],
  },
  'like-to-ing': {
    fires: ['i like to playing cricket', 'people love to eating outside'],
    silent: ['i like to play cricket', 'i prefer walking to driving', 'it feels like going home'],
  },
  'enjoy-what': {
    fires: ['we went to the north and we enjoyed a lot', 'i work there because i love so much'],
    silent: [
      'we went to the north and we enjoyed it a lot',
      'the trip was something we planned and i enjoyed a lot',
      'it was a film that she hated and i liked very much',
    ],
  },
  'no-any': {
    fires: ['there is no any reason to worry', 'i have no any idea'],
    silent: ['there is no reason to worry', "there isn't any reason to worry"],
  },
  'my-hairs': {
    fires: ['my hairs are very long'],
    silent: ['my hair is very long', 'the hairs on my arms stood up', 'he had grey hairs'],
  },
  'a-too': {
    fires: ['it was a too hot day', 'she has a too big house'],
    silent: ['it was too hot a day', 'it was an all too common problem', 'the day was too hot'],
  },
  'already-years': {
    fires: ['i work in this company already five years', 'she lives here already two years'],
    silent: [
      "i've worked here for five years already",
      "it's already two years old",
      'i work here and am already tired',
    ],
  },
  'much-more-things': {
    fires: ['there are much more cars than before', 'you meet much more people'],
    silent: [
      'there are many more cars than before',
      "there's much more people can do",
      'i need much more people skills',
    ],
  },
  'how-it-calls': {
    fires: ["i don't know how it calls", 'how do you call this in english'],
    silent: ["i don't know what it's called", 'how do you call a taxi', 'what do you call this in english'],
  },
  'is-become': {
    fires: ['the weather is become hotter', 'my phone is break'],
    silent: ['the weather has become hotter', 'all she wants is become famous', 'it is break time'],
  },
  'most-of-is': {
    fires: ['most of the people is using phones', 'many of my friends lives abroad'],
    silent: [
      'most of the people are using phones',
      'most of the time is spent waiting',
      'some of my friends lives have changed',
      'one of my friends is a nurse',
    ],
  },
  'mass-are': {
    fires: ['money are not important', 'traffic over there are bad'],
    silent: ['money is not important', 'how much money are you spending', 'the people with money are happy'],
  },
  'go-to-out': {
    fires: ["i can't go to out", 'we like to go to outside with friends'],
    silent: ["i can't go out", 'they went to outside lavatories'],
  },
  'why-you-are': {
    fires: ['Why you are asking me this?', 'Where he is going?'],
    silent: ['Why are you asking me this?', 'why you are late is a mystery', 'You know why you are here?'],
  },
  'placed-noun-without-be': {
    fires: ['people in my town very friendly', 'the food there very delicious'],
    silent: [
      'people in my town are very friendly',
      'we found the food there very tasty',
      'people in my town very often walk',
    ],
  },
  'price-of-are': {
    fires: ['the price of vegetables are increasing', 'the quality of schools have got worse'],
    silent: [
      'the price of vegetables is increasing',
      'the prices of vegetables are increasing',
      'the majority of people are kind',
    ],
  },
  'past-time-then': {
    fires: ['Last summer, my family go to the beach.', 'Yesterday, I go there.'],
    silent: [
      'Last summer, my family went to the beach.',
      'Yesterday, I think, it rained.',
      'Every summer, my family go there.',
    ],
  },
  'if-were-will': {
    fires: ['if i were rich i will travel', 'If I had a lot of money, I will help people.'],
    silent: [
      'if i were rich i would travel',
      'If I was rude, I will apologise.',
      'If I had the money, I will have spent it.',
      "if he was there i'll ask him",
    ],
  },
  'never-been': {
    fires: ['i never been to another country', 'she never seen snow'],
    silent: ["i've never been abroad", 'have i never been here before', 'never been there', 'i never saw it'],
  },
  'people-here-likes': {
    fires: ['the people here likes to talk', 'the children there is happy'],
    silent: ['the people here like to talk', 'the food people here like', 'my friends there speak english'],
  },
  'place-having': {
    fires: ['my hometown is having many temples', 'the city is having a lot of parks'],
    silent: ['my hometown has many temples', 'my hometown is having a festival', 'the city is having problems'],
  },
  'animal-and': {
    fires: ['i have dog and two cats', 'we have garden and it is big'],
    silent: ['i have a dog and two cats', 'i have cat hair everywhere', 'i have brothers and sisters'],
  },
  'on-the-party': {
    fires: ['i was on the party last saturday', 'we met on a wedding'],
    silent: ['i was at the party last saturday', 'we were on the party boat', 'we met on a train'],
  },
  'noun-adjective': {
    fires: ['it is a country very beautiful', 'he has a house very big'],
    silent: ['it is a very beautiful country', "it's a place very close to my heart", "i've never had a day so hot"],
  },
  'all-the-days': {
    fires: ['all the days i wake up at six', 'i work there all the days'],
    silent: ['every day i wake up at six', 'all the days i spent there were sunny', 'all day long'],
  },
  'to-dont': {
    fires: ["he asked me to don't tell anyone", "i decided to don't go"],
    silent: ['he asked me not to tell anyone', "i know what to do don't worry"],
  },
  'is-graduated': {
    fires: ['he is graduated from university', 'i am graduated in 2019'],
    silent: ['he graduated from university', 'a graduated scale', 'he is a graduate'],
  },
  'like-that-you': {
    fires: ['i would like that you visit my country', "i'd love that they come"],
    silent: ['i would like you to visit my country', "i'd like that you know", "i'd like that one"],
  },
  'it-has-years': {
    fires: ["it has three years that i don't see her", 'it makes two years since i moved'],
    silent: ['it has been three years since i moved', 'it has three years left', "it's three years since i moved"],
  },
  'arrive-in-home': {
    fires: ['i arrived in home at ten', 'she comes at home late'],
    silent: ['i arrived home at ten', 'i stayed at home late', 'i arrived at home base'],
  },
  'explain-you': {
    fires: ['i will explain you how it works', 'let me explain you the problem'],
    silent: ['i will explain to you how it works', 'i can explain how you do it'],
  },
  'own-eye': {
    fires: ['i want to see it with my own eye'],
    silent: ['i saw it with my own eyes', 'he keeps an eye on them'],
  },
  'before-two-days': {
    fires: ['i saw him before two days'],
    silent: ['i saw him two days ago', 'i saw him before two days had passed', 'i met her before she moved'],
  },
  'noun-more-adjective': {
    fires: ['she is the woman more beautiful of the world'],
    silent: ['she is the most beautiful woman in the world', 'it was a city more beautiful than rome'],
  },
  'times-at-week': {
    fires: ['i go three days at week', 'once in month we meet'],
    silent: ['i go three days a week', 'i was away for two days in week three', 'once in a while'],
  },
  'live-in-flat': {
    fires: ['i live in flat with my parents', 'we live in house near the sea'],
    silent: ['i live in a flat with my parents', 'i live in flat number two'],
  },
  'pass-holidays': {
    fires: ['i passed my holidays in the north', 'we pass our weekends there'],
    silent: ['i spent my holidays in the north', 'it helps to pass the time', 'we passed our holiday cottage'],
  },
  'like-of': {
    fires: ['i like of music'],
    silent: ['i like music', 'what i like of his work is the humour'],
  },
  'elder-than': { fires: ['my sister is elder than me'], silent: ['my sister is older than me', 'my elder sister'] },
  'we-are-five': {
    fires: ['we are five members in my family', 'we are four persons in the family'],
    silent: ['there are five of us in my family', 'we are five minutes away'],
  },
  'be-base': {
    fires: [
      'i am enjoy reading books',
      'i am study engineering',
      'he is go to school by bus',
      'i am work in a shop',
      'the house was build by my uncle',
    ],
    silent: [
      "he's number ten",
      'what i do is read',
      'all you need to do is try',
      'i am like my father',
      'he is head of the department',
      'they were right',
      'the shop is open',
      'i like games and they are fun',
    ],
  },
  'two-persons': {
    fires: [
      'my friend and me was in the same class',
      'my brother and my sister was angry',
      'my friend and i was late',
      'my mum and dad is teachers',
    ],
    silent: [
      'my brother and my sister were angry',
      'i live with my brother and my sister is a nurse',
      'i love my mother and my father is kind too',
      'my teacher and friend is called anna',
      'my brother and i went there',
    ],
  },
};
