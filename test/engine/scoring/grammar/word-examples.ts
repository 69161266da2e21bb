/** Pronouns, comparison, prepositions, questions, words, articles. */
import type { RuleExamples } from './rule-examples.js';

export const WORD_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'subject-as-object': {
    fires: ['i went there with they', 'it is for she'],
    silent: ['i went there with them', 'the people i live with they are nice'],
  },
  'subject-after-verb': { fires: ['i help they to cook'], silent: ['i help them to cook', 'i think they cook'] },
  'object-as-subject': {
    fires: ['me like football', 'because them are kind'],
    silent: ['i like football', 'let me play', 'me and my friend play'],
  },
  selves: { fires: ['he did it by hisself'], silent: ['he did it by himself'] },
  possessive: { fires: ['i stayed at my uncle house'], silent: ["i stayed at my uncle's house", 'my mother language'] },
  'which-people': {
    fires: ['i know people which live there'],
    silent: ['i know people who live there', 'i met my friends which was great'],
  },
  others: {
    fires: ['others people like it', 'the another day'],
    silent: ['other people like it', 'the others like it', 'another day'],
  },
  'subject-as-owner': { fires: ['he name is tom'], silent: ['his name is tom', 'the name he uses'] },
  'double-comparative': {
    fires: ['my flat is more bigger', 'it is very better now'],
    silent: ['my flat is bigger', 'we need more older people'],
  },
  'more-short': {
    fires: ['this car is more cheap'],
    silent: ['this car is cheaper', 'we need more cheap houses', 'it is more expensive'],
  },
  'plain-than': {
    fires: ['my sister is tall than me', 'it is expensive than before'],
    silent: ['my sister is taller than me', 'it is more useful and expensive than before', 'other than that'],
  },
  'one-of-most': { fires: ['it is one of most famous cities'], silent: ['it is one of the most famous cities'] },
  'most-without-the': {
    fires: ['it is most important thing in life'],
    silent: ['it is the most important thing in life', 'it is most important', "maria is my sister's best friend"],
  },
  'very-verb': {
    fires: ['i very like this film', 'i very enjoy cooking'],
    silent: ['i really like this film', 'i like it very much', 'very loved by all'],
  },
  'much-adjective': {
    fires: ['it is too much expensive'],
    silent: ['it is too expensive', 'too much hot water', 'it is so much better'],
  },
  'enough-order': {
    fires: ['i am not enough old to drive'],
    silent: ['i am not old enough to drive', 'enough good teachers'],
  },
  'same-as': { fires: ['my phone is the same than yours'], silent: ['my phone is the same as yours'] },
  'same-without-the': {
    fires: ['we live in same street'],
    silent: ['we live in the same street', 'it is this same street'],
  },
  'so-noun': {
    fires: ['it was so beautiful place'],
    silent: ['it was such a beautiful place', 'so many people', 'so old people stay at home'],
  },
  'a-such': { fires: ['it was a such nice day'], silent: ['it was such a nice day'] },
  'the-most-people': {
    fires: ['the most people live in flats'],
    silent: ['most people live in flats', 'the most people i ever saw'],
  },
  'superfluous-preposition': {
    fires: [
      'we discussed about politics',
      'they entered in the room',
      'he answered to my question',
      'they are facing to many problems',
      'it affects in our health',
      'the city lacks of parks',
    ],
    silent: [
      'we discussed politics',
      'we talked about politics',
      'a visit to my uncle',
      'i was attracted to it',
      'they entered in the morning',
      'we discussed over dinner where to go',
      'it affects in particular the elderly',
      'he answered to the name of bob',
      'he faced to the left',
    ],
  },
  'wrong-preposition': {
    fires: [
      'it depends of the weather',
      'i am interested on art',
      'he is married with a nurse',
      "i can't concentrate in my studies",
      "i don't care of what people think",
      'i pay attention on the details',
      'we arrived to the airport',
      'it contributes in the development of the country',
      'the bus was full with people',
    ],
    silent: [
      'it depends on the weather',
      'i am interested to see it',
      'the film was different in the end',
      'my sister takes good care of the garden',
      "i can't concentrate in class",
      'i focus better at night in the library',
      'it depends in part on you',
      'they rely to some extent on tourism',
      'he is famous with young people',
      'i was worried of course',
      'we succeeded on the third try',
      'we arrived to a warm welcome',
      'they were married with three children',
    ],
  },
  'missing-preposition': {
    fires: [
      'i listen music every day',
      'i am waiting my sister bus',
      'we dealt the problem',
      'it depends the person',
      'i graduated the university last year',
      'he complained the noise',
    ],
    silent: [
      'it depends what you mean',
      'i listen to music every day',
      'wait a minute',
      'i deal with it',
      'go home',
      'i graduated the year before last',
      'she suffered a lot',
      'he dealt the cards',
      'they insisted the lift was safe',
      'we waited a good twenty minutes',
    ],
  },
  'according-to': { fires: ['according the news it will rain'], silent: ['according to the news it will rain'] },
  'to-home': {
    fires: ['i went to home late', 'they moved to abroad'],
    silent: ['i went home late', 'i went to the home of my aunt'],
  },
  'fixed-phrase': {
    fires: [
      'in the other hand it is cheap',
      'in one hand i think it is cheap',
      'in one hand the phone is useful',
      'in one hand books are cheap',
      'on my opinion it is fine',
      'all over world',
    ],
    silent: [
      'in one hand i held a book',
      'she had her phone in one hand',
      'in one hand a cup and in the other a bag',
      'on the other hand it is cheap',
      'in my opinion it is fine',
      'in world war two',
      'in everyday life',
    ],
  },
  'preposition-ago': { fires: ['i came here before two years ago'], silent: ['i came here two years ago'] },
  'the-country': {
    fires: ['i lived in the china for a year'],
    silent: ['i lived in china for a year', 'the china of my childhood'],
  },
  'the-general': {
    fires: ['i love walking in the nature'],
    silent: ['i love walking in nature', 'the nature of the problem'],
  },
  'in-weekday': { fires: ['in sunday we rest'], silent: ['on sunday we rest'] },
  'because-of': { fires: ['because of i was ill'], silent: ['because i was ill', 'because of my illness'] },
  'play-the': { fires: ['i play the football'], silent: ['i play football', 'i play the football manager game'] },
  'most-of': {
    fires: ['most of people agree'],
    silent: ['most of the people agree', 'most people agree', 'some of us', 'most of life is work'],
  },
  'almost-noun': {
    fires: ['almost people have a car'],
    silent: ['almost all people have a car', 'almost nobody came'],
  },
  'a-lot-of': {
    fires: ['there are lot of cars', 'a lots of people'],
    silent: [
      'there are a lot of cars',
      'i like it a lot',
      'a whole lot of cars',
      "it's a lot quieter than where i was before",
    ],
  },
  'embedded-question': {
    fires: ["i don't know what is it", 'tell me where can i find it'],
    silent: ["i don't know what it is", 'what is it', 'you know what can i say', 'i know who is coming'],
  },
  'how-like': {
    fires: ['i wonder how it looks like', 'how is it called'],
    silent: ['i wonder what it looks like', 'how does it look'],
  },
  'what-means': {
    fires: ['what means this word?', 'what means this'],
    silent: ['what does this word mean?', 'what means a lot to me is time'],
  },
  'no-inversion': {
    fires: ['where you live?'],
    silent: ['where do you live?', 'where you live is important', 'what you mean is fine'],
  },
  'wrong-past': {
    fires: ['i buyed a new bag', 'she teached me'],
    silent: ['i bought a new bag', 'he lied to me', 'i learned it'],
  },
  'am-agree': { fires: ['i am agree with you'], silent: ['i agree with you', 'we are agreed'] },
  'noun-for-adjective': {
    fires: ['it is very danger', 'he is very success'],
    silent: ['it is very dangerous', 'we need more freedom', 'more success than before'],
  },
  feelings: {
    fires: ['i am very boring at home', 'i feel exciting', 'she is interesting in art'],
    silent: [
      'the film is boring',
      'i am bored',
      'it was exciting',
      'i am an interesting person',
      'my friends say i am boring because i never go out',
    ],
  },
  collocation: {
    fires: ['i make my homework at night', 'i did a mistake'],
    silent: [
      'i do my homework at night',
      'you can make questions up',
      'we do money and finance on mondays',
      'i made a mistake',
      'i make dinner',
      'it made him question the plan',
      'it makes shopping very easy',
      'people say lies have short legs',
      'my teacher gave an exam on monday',
    ],
  },
  'adjective-for-adverb': {
    fires: ['it is complete different'],
    silent: ['it is completely different', 'a special good friend of mine'],
  },
  'good-for-well': {
    fires: ['she speaks english very good'],
    silent: ['she speaks english very well', 'she speaks very good english'],
  },
  'double-negative': {
    fires: ["i don't know nothing about it"],
    silent: ["i don't know anything about it", 'i do not really mind no matter what'],
  },
  'have-age': {
    fires: ['i have twenty years old', 'she has twenty two years old'],
    silent: ['i am twenty years old', 'i have twenty years of experience'],
  },
  'although-but': {
    fires: [
      'although it was cold but we went out',
      'although the weather was bad but the people were friendly',
      'although my mother who is a teacher works hard but she is poor',
      'although many people think it is bad but i like it',
    ],
    silent: [
      'although it was cold we went out',
      'it was cold but we went out',
      'although i was tired i went out but my friend stayed home',
      'although he is old he works hard but he never complains',
      'although my city is small people are friendly but it is boring',
      'it is a nice place although it is not cheap but more importantly you feel safe',
      'although it was not only cheap but also good we left',
      'although it was small but cosy we liked it',
      'although she is nothing but kind',
      'although he has nothing but problems he smiles',
      'although my town is not big but beautiful i like it',
      'although i think it is hard i go on but my friend stops',
    ],
  },
  'verb-for-noun': {
    fires: ['it was a good choose for me'],
    silent: ['it was a good choice for me', 'i want to choose it'],
  },
  'linking-adverb': { fires: ['i feel happily today'], silent: ['i feel happy today', 'she looks carefully at it'] },
  'teach-learn': { fires: ['my father learned me chess'], silent: ['my father taught me chess', 'i learned chess'] },
  'role-without-article': {
    fires: ['my mother is teacher', 'my father is doctor', 'he became good doctor'],
    silent: ['my mother is a teacher', 'they are teachers'],
  },
  'thing-owned': {
    fires: ['i have car but i walk', 'we have big problem'],
    silent: ['i have a car', 'i have time', 'we have dinner', 'i have big dreams'],
  },
  'thing-without-article': {
    fires: ['it is big problem', 'this is good idea'],
    silent: ['it is a big problem', 'it is good advice', 'it is fun'],
  },
  'bare-subject': {
    fires: ['student should learn to think'],
    silent: [
      'students should learn to think',
      'mum should know',
      'no student should fail',
      'he is an active creative but careful person who works alone',
    ],
  },
  'after-preposition': {
    fires: ['i live in small village', 'i cannot live without car'],
    silent: ['i live in a small village', 'i live in small villages', 'without doubt', 'in good condition'],
  },
  'place-without-the': {
    fires: ['i go to cinema on fridays', 'we met in park'],
    silent: ['i go to the cinema', 'i go to school', 'i go to bed', 'from city to city'],
  },
  'person-without-article': {
    fires: ['i went there with friend'],
    silent: ['i went there with a friend', 'i went there with friends', 'from person to person'],
  },
};
