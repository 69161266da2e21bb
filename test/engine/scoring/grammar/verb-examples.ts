/** Agreement, number, verb forms and patterns. */
import type { RuleExamples } from './rule-examples.js';

export const VERB_AND_NUMBER_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'third-person': {
    fires: ['my sister is a nurse and she work at night', 'he have two dogs', 'i think it help me a lot'],
    silent: [
      'she works at night',
      'does she work at night',
      'let him decide',
      'i suggested that he go home',
      'they demanded that he leave',
      'the boss insisted that everyone be there',
      'he can sing and dance',
    ],
  },
  'other-persons': {
    fires: ['they was very kind to us', 'we goes there every summer', 'i has a small garden'],
    silent: [
      'i was very tired',
      'one of you is right',
      'one of the things that strikes you is the smell',
      'my brother and i are close',
      'what they want is peace',
    ],
  },
  'plural-subject': {
    fires: [
      'three cars was parked outside',
      'my friends lives in another town',
      'the streets is very narrow',
      'two people was waiting for me',
      'three students was in the class',
    ],
    silent: [
      'three courses was more than i could eat',
      'fifty pounds was stolen',
      'the number of my friends is growing',
      'two years is a long time',
      'one of my friends lives there',
      'playing games is fun',
      'whether that counts is another matter',
      'how it works is not clear',
      'what counts is the result',
      'the news is bad',
    ],
  },
  'singular-subject': {
    fires: ['the museum were closed', 'my brother work in a bank', 'because the city are crowded'],
    silent: [
      'the hotel were fantastic about it',
      'the restaurant were really understanding',
      'my family are very close',
      'my mother and my father are retired',
      'if my brother were here',
      'did your teacher help you',
    ],
  },
  'far-subject': {
    fires: [
      'the streets of my town is dirty',
      'people in my country is very polite',
      'the streets of my town is narrow',
    ],
    silent: [
      'two thirds of my time is spent in meetings',
      'three quarters of the land is forest',
      'a fifth of the water is wasted',
      'people in my country are very polite',
      'the streets of my town are narrow',
      'a group of students is waiting',
    ],
  },
  'indefinite-subject': {
    fires: ['everyone know this song', 'everybody have a phone now'],
    silent: ['everyone knows this song', 'does everyone have a phone', 'let everyone know', 'i want everyone to come'],
  },
  'relative-verb': {
    fires: [
      'i have a friend who live in spain',
      'i have a friend who work in a bank',
      'i need someone who understand me',
      'god is the one who make it',
      'the people who lives there',
      'i like people who is honest',
    ],
    silent: [
      'i have a friend who lives in spain',
      'i have a friend and a cousin who live abroad',
      'it was him and his brother who work there',
      'it is one of the things that are hard',
      'i like people who are honest',
      'people who work there like it',
      'i need someone who can help',
      'he is the one who told me',
    ],
  },
  'there-is': {
    fires: [
      'there is many shops near my house',
      'there are a big park in the centre',
      'there have many tourists',
      'there are some problem with it',
    ],
    silent: [
      "there's two parks near my house",
      'there is a lot of traffic',
      'there are a lot of people',
      'there have been changes',
      'there is some music',
    ],
  },
  'plural-after-quantity': {
    fires: [
      'i bought three book last week',
      'there are many park round here',
      'i have two sister',
      'there are several reason for that',
      'i met a lot of student there',
      'these idea are new',
      'both side were right',
      'both student like it and they said so',
      'both country has good food and nice people',
      'i know both language and i use them',
      'i like both sport and they are fun',
    ],
    silent: [
      'i stayed at home all weekend',
      'it has lots of character',
      "there aren't many jobs round here",
      'there are few parks round this area',
      'we went to nepal in twenty seventeen',
      'i left in twenty twelve',
      'you need both time and money to travel',
      'both tennis and football are popular',
      'both husband and wife work',
      'we need both time for work and time for friends',
      'i like both my own city and the countryside',
      'a two hour film',
      'both parents work',
      'it depends for the most part on you',
      'many people think so',
      'these days i am busy',
      'he speaks several languages',
      'all night long',
      'two thousand people',
    ],
  },
  'big-numbers': {
    fires: ['two hundreds people came', 'thousands people came'],
    silent: ['two hundred people came', 'thousands of people came', 'i saw thousands'],
  },
  'kinds-of': {
    fires: ['i like many kind of music', 'there are different type of food'],
    silent: ['i like many kinds of music', 'this kind of music is nice', 'these kind of films are fun'],
  },
  'this-plural': {
    fires: ['this things are important to me', 'i like this old houses'],
    silent: [
      'these things are important to me',
      'this helps a lot',
      'this sports club is new',
      'because of this people are afraid',
    ],
  },
  'one-of': {
    fires: ['it is one of my favourite place', 'she is one of the best teacher'],
    silent: ['it is one of my favourite places', 'one of my family is a doctor', 'one of us was late'],
  },
  'one-plural': {
    fires: ['he has a blue eyes', 'i visit every countries i can', 'i bought a books', 'i have another things to do'],
    silent: [
      'he has blue eyes',
      'i go every two years',
      'a few friends came',
      'a sports club',
      'another two days',
      'each of my friends',
    ],
  },
  'much-many': {
    fires: ['there are much people there', 'i do not have many money', 'i have few information about it'],
    silent: ['there is much noise there', 'i do not have much money', 'how much better it is', 'there are few cars'],
  },
  'a-mass': {
    fires: ['he gave me a good advice', 'i need an information'],
    silent: ['he gave me good advice', 'a music teacher', 'a weather forecast'],
  },
  'mass-plural': {
    fires: ['he gave me many advices', 'i need more informations', 'we bought new furnitures'],
    silent: [
      'he gave me a lot of advice',
      'this information is useful',
      'i need more information',
      'the works of this artist',
      'i have two businesses',
    ],
  },
  'wrong-plural': {
    fires: ['they have three childs', 'all the peoples there were kind', 'two mans came in'],
    silent: ['they have three children', 'a childrens book', 'the peoples of africa'],
  },
  'modal-to': {
    fires: ['you can to take the bus', 'we should not to waste water', 'all students must to wear it'],
    silent: [
      'you can take the bus',
      'i would like to take the bus',
      'i have to go',
      'we ought to go',
      'i do what i can to help',
      'we did all we could to save it',
      'i try as hard as i can to stay fit',
      'she did the best that she could to fix it',
    ],
  },
  'modal-form': {
    fires: ['i can swimming very well', 'she will goes there', 'you must studied hard'],
    silent: [
      'i can swim very well',
      'it could have been better',
      'it can be found everywhere',
      'i may be going',
      "i'd change things if i could starting with the uniform",
      "i would rather you didn't",
    ],
  },
  'modal-be': { fires: ['it can is a problem'], silent: ['it can be a problem', 'my will is strong'] },
  'modal-modal': { fires: ['i will can do it'], silent: ['i will be able to do it', 'i can can fish'] },
  'modal-adjective': {
    fires: ['you must careful there', 'it can dangerous'],
    silent: ['you must be careful there', 'you can better understand it', 'it will dangerously slow down'],
  },
  'modal-without-verb': {
    fires: ['this will the best solution'],
    silent: ['this will be the best solution', 'what will the weather do'],
  },
  'do-form': {
    fires: ['i did not went there', 'does he likes tea', "she doesn't wants it"],
    silent: [
      'i did not go there',
      'does he like tea',
      'i do shopping there',
      'i did what i wanted',
      'we do sports together',
      'i do exercises at home',
    ],
  },
  'do-be': { fires: ["i don't can swim", 'he does not is here'], silent: ["i can't swim", "i don't know"] },
  'have-form': {
    fires: ['i have went there twice', 'she has took many photos', 'i have never see snow'],
    silent: ['i have been there twice', 'i have work to do', 'i have always lived here', 'we have dinner at eight'],
  },
  'never-passive': {
    fires: ['the accident was happened at night', 'dinosaurs were disappeared long ago'],
    silent: ['the accident happened at night', 'leaves had fallen', 'it was seen by everyone'],
  },
  'to-form': {
    fires: ['i want to went there', 'he needs to studies more', 'i decided to bought it'],
    silent: ['i want to go there', 'due to increased prices', 'i look forward to seeing you', 'close to home'],
  },
  'missing-be-ing': {
    fires: ['she working in a hospital now', 'when i was young they living here'],
    silent: ['she is working in a hospital', 'are they living here', 'i saw them working', 'i started working'],
  },
  'missing-be-adjective': {
    fires: ['he very tall', 'they so friendly', 'it very expensive'],
    silent: [
      'he is very tall',
      'i think it important to be honest',
      'it makes it very expensive',
      'i really like it',
      'is she happy',
    ],
  },
  'noun-without-be': {
    fires: ['my town very small', 'the food very tasty'],
    silent: ['my town is very small', 'last year so many people came', 'the food was so good'],
  },
  born: { fires: ['i born in a village'], silent: ['i was born in a village', 'the village where he was born'] },
  'missing-subject': {
    fires: ['i like it because is cheap', 'i think is a good idea'],
    silent: ['i like it because it is cheap', 'what i think is important', 'who do you think is right'],
  },
  'existential-have': {
    fires: ['in my country have many mountains'],
    silent: ['my country has many mountains', 'in my country people have many children'],
  },
  'ing-needed': {
    fires: [
      'i enjoy to read novels',
      'we avoided to talk about it',
      'i enjoy swim in the sea',
      'i avoid eat sugar',
      'i avoid take the bus',
      'in the evening i enjoy watch films',
      'my friends enjoy swim',
    ],
    silent: [
      'i enjoy reading novels',
      'i enjoy work and travel',
      'they finish up late',
      'it is considered to be safe',
      'i stopped to look',
      'the films i enjoy make me laugh',
      'the games that my children enjoy teach them a lot',
      'things i enjoy do not cost much',
      'i enjoy hang gliding',
      'i enjoy go karting',
    ],
  },
  'to-ing': {
    fires: ['i look forward to see you', 'i got used to live alone', 'he is addicted to play games'],
    silent: [
      'i look forward to seeing you',
      'i used to live alone',
      'it is used to make bread',
      'i was led to believe it was free',
      'i am opposed to fat and sugar',
    ],
  },
  'used-to-past': {
    fires: ['i used to played chess'],
    silent: ['i used to play chess', 'i got used to playing chess', 'i used to practise the piano'],
  },
  'want-that': {
    fires: ['my parents want that i study law', 'i want that everything is clean'],
    silent: ['my parents want me to study law', 'i want that one'],
  },
  'to-needed': {
    fires: ['i want become a doctor', 'they want learn english', 'i want go home', 'this year i want go to london'],
    silent: ['i want to become a doctor', 'i need help', 'they want water', 'the things people want go up in price'],
  },
  'never-ing': {
    fires: ['i want to becoming a doctor', 'i decided to leaving'],
    silent: ['i want to become a doctor', 'i go to training'],
  },
  'bare-needed': {
    fires: ['my mother let me to go out', 'music makes me to feel happy'],
    silent: ['my mother let me go out', 'music makes me feel happy', 'he was made to go', 'i made plans to go'],
  },
  'two-objects': {
    fires: ['he said me the truth', 'she explained me the rules'],
    silent: ['he told me the truth', 'she explained the rules to me', 'he said her name'],
  },
  'no-to-person': {
    fires: ['she told to me a story', 'i asked to him'],
    silent: ['she told me a story', 'i listened to him'],
  },
  'preposition-verb': {
    fires: ['i learn english for get a job', 'without think about it', 'i am good at make cakes'],
    silent: [
      'i learn english to get a job',
      'without thinking about it',
      'for work i use a computer',
      'a ticket for use on trains',
    ],
  },
  'conjunction-verb': {
    fires: ['i read before go to bed'],
    silent: ['i read before going to bed', 'i read before i go to bed'],
  },
  'for-to': {
    fires: ['i went there for to study'],
    silent: ['i went there to study', 'the bus i wait for to go home'],
  },
  'spend-time': {
    fires: ['i spend a lot of time to read'],
    silent: ['i spend a lot of time reading', 'i have no time to read'],
  },
  'difficulty-to': {
    fires: ['i had difficulty to find it'],
    silent: ['i had difficulty finding it', 'it is hard to find'],
  },
  'in-order-to': {
    fires: ['i save in order buy a car'],
    silent: ['i save in order to buy a car', 'everything is in order'],
  },
  'go-shopping': {
    fires: ['we go to shopping on sundays'],
    silent: ['we go shopping on sundays', 'we go to shopping malls'],
  },
  'very-much-object': {
    fires: ['i like very much music', 'i play very well the guitar', 'she plays very well the piano'],
    silent: ['i like music very much', 'i play the guitar very well', 'we played very well the whole season'],
  },
};
