/** Rules that are written as lines of words. */
import type { RuleExamples } from './rule-examples.js';

export const LINE_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'liking-base': {
    fires: [
      'i like play football with them',
      'i like cook for my family',
      'i really love go shopping',
      "i don't like watch movies",
      'i would like go there',
      'i would like live in london',
    ],
    silent: [
      'i like to play football',
      'i like playing football',
      'i like music',
      'i would like to go there',
      'i would like a coffee',
      'i would love live music',
    ],
  },
  'aim-base': {
    fires: ['my hobby is play football', 'my dream is become a doctor'],
    silent: ['my hobby is playing football', 'my dream is to become a doctor', 'my favourite is the red one'],
  },
  'perception-to': {
    fires: ['i saw him to go away', 'i heard her to sing'],
    silent: ['i saw him go away', 'i saw her to the door'],
  },
  'hope-person-to': {
    fires: ['i hope you to come'],
    silent: ['i hope you come', 'i hope to see you', 'i want you to come'],
  },
  'preposition-to': {
    fires: ['i am afraid of to go alone', 'he is capable to do it', 'i gave up to smoke', 'i am afraid to dogs'],
    silent: [
      'i am afraid to go alone',
      'he is capable of doing it',
      'he is proud to say it',
      'i gave up sugar to lose weight',
    ],
  },
  'preposition-bare': {
    fires: ['thanks for help me', 'i am good at cook', 'we learn by watch the others'],
    silent: ['thanks for helping me', 'i am good at cooking', 'thanks for your help', 'after work they go home'],
  },
  'lets-form': {
    fires: ["let's going", "why don't you to go", 'i began to learning english'],
    silent: ["let's go", "why don't you go", 'i began to learn english'],
  },
  'can-be-able': { fires: ['i can be able to do it'], silent: ['i will be able to do it', 'i can do it'] },
  'be-come': {
    fires: ["i'm come from a small town", 'i am live in a city', 'i am not go there', 'it is depending on the weather'],
    silent: [
      'i come from a small town',
      'i am living in a city',
      'i am not going there',
      'it depends on the weather',
      'we are live on air',
    ],
  },
  'first-time-present': {
    fires: ['this is the first time i see it', "it's the first time that we go there"],
    silent: [
      'this is the first time i have seen it',
      'it was the first time i saw it',
      'the first time i see her i will tell her',
    ],
  },
  'a-hair': {
    fires: ['he has a long hair', 'she has a very short black hair'],
    silent: ['he has long hair', 'there is a long hair in my soup', 'he has a short hair cut'],
  },
  'do-modal': {
    fires: ['do you can help me', 'what do i must do'],
    silent: ['can you help me', 'do you know if you can help', 'in the things that we do you can see it'],
  },
  'how-base': {
    fires: ['my father taught me how drive a car', "i don't know how use it"],
    silent: ['my father taught me how to drive', 'i know how people live there', 'i know how cooking works'],
  },
  'be-missing': {
    fires: ['it related to my job'],
    silent: [
      'it is related to my job',
      'it relates to my job',
      'a film based on a book',
      'they connected with old friends',
    ],
  },
  'is-rain': { fires: ['it is rain today'], silent: ['it is raining today', 'is it rain or snow'] },
  'feel-base': {
    fires: ['i feel relax there'],
    silent: ['i feel relaxed there', 'i feel interest in it', 'i feel stress when i have exams'],
  },
  'thing-feels': {
    fires: ['the film was bored', 'my job is really interested'],
    silent: ['the film was boring', 'i was bored', 'my job is really interesting'],
  },
  'stative-ing': {
    fires: ['i have been knowing him', 'it is belonging to me', 'he is owning a house'],
    silent: ['i have known him', 'it belongs to me', 'i am having lunch', 'the trick is knowing when'],
  },
  'object-preposition': {
    fires: [
      'i am allergic with nuts',
      'i search a job',
      'i want to apply the job',
      'he was angry to me',
      'i graduated in university',
    ],
    silent: [
      'i search for a job',
      'i apply for the job',
      'he was angry with me',
      'i graduated from university',
      'they searched the house',
      'they searched the hotel for the keys',
      'i met her at the university hall',
    ],
  },
  'feel-myself': {
    fires: ['i feel myself happy', 'i feel myself very happy', 'i want to relax myself'],
    silent: ['i feel happy', 'i feel myself getting better', 'i enjoy myself', 'i hurt myself'],
  },
  'since-am': {
    fires: ['i play chess since i am five', 'i have played chess since i am five years old'],
    silent: [
      'since i am twenty one i can rent a car',
      "since i'm the oldest i help a lot",
      'i have played chess since i was five',
      'it is hard since he is two years younger',
      'it is easy since i am tall',
    ],
  },
  'know-for': {
    fires: ['i know him for ten years'],
    silent: ['i have known him for ten years', 'i knew him for ten years', 'i know him well'],
  },
  'before-will': {
    fires: ['i will call you as soon as i will arrive', 'unless they will help us'],
    silent: ['i will call you as soon as i arrive', 'unless they help us'],
  },
  'clause-after-because-of': {
    fires: [
      'even i was tired i went out',
      'i like it because of it is cheap',
      'i go out in spite of it is raining',
      'while my holiday i read a lot',
      'even it is raining i go out',
      'even it is raining',
    ],
    silent: [
      'i like it because of the price',
      'i like it because it is cheap',
      'while my brother was away i was alone',
      'even if it rains',
      'despite their being late',
      'despite you being late we started',
    ],
  },
  'everybody-like': {
    fires: ['everybody like it', 'my mother like to cook', 'my mother cook very well'],
    silent: ['everybody likes it', 'my mother likes to cook', 'people like it', 'somebody like me', 'my mother cooks'],
  },
  'people-who-verb': {
    fires: ['those who has money', 'a lot of people thinks so'],
    silent: [
      'the people who live there',
      'the person who lives there',
      "i'm the only one of my friends who doesn't drive",
      'a lot of people think so',
      'meeting a lot of people is fun',
    ],
  },
  'number-are': {
    fires: ['the number of cars are increasing'],
    silent: ['the number of cars is increasing', 'a number of cars are parked here'],
  },
  'person-which': {
    fires: ['i have a friend which is a doctor', 'the man which was there'],
    silent: ['i have a friend who is a doctor', 'the house which is big', 'a team which works well'],
  },
  'asked-what-is': {
    fires: ['they asked me what is my name', 'i know where is the station'],
    silent: ['they asked me what my name was', 'i know where the station is', 'what is your name'],
  },
  'not-only-inversion': {
    fires: ['not only he sings but he also dances'],
    silent: ['not only does he sing', 'he not only sings but also dances', 'not only my brother'],
  },
  'always-order': {
    fires: ['always i go there', 'i go always there'],
    silent: ['i always go there', 'as always i go there', 'i am always there', 'always be kind'],
  },
  'said-twice': {
    fires: [
      'he is the person who i trust him',
      'the car which i bought it is fast',
      'the thing that i like it is music',
      'the person who i met him is kind',
    ],
    silent: [
      'the day that i met him was a tuesday',
      'the girl who i gave it to',
      'the reason that i like it is the view',
      'the thing that i like is music',
      'the fact that i like it is odd',
      'i think that i like it',
    ],
  },
  'base-subject': {
    fires: ['learn english is very important', 'because play games is fun'],
    silent: [
      'learning english is very important',
      'to learn english is important',
      'we play games',
      'learn english because it is important',
    ],
  },
  'reason-because': {
    fires: ['this is the reason because i like it'],
    silent: ['this is the reason why i like it', 'the reason is that i like it'],
  },
  'it-happened-noun': {
    fires: ['it happened an accident'],
    silent: ['it happened a long time ago', 'an accident happened'],
  },
  'it-has-many': {
    fires: ['it has many shops in my town', 'in my city it has many mosques', 'it has many parks in my city'],
    silent: [
      'i like it because it has many shops',
      'it has three bedrooms in all',
      'there are many parks in my city',
      'it has many rooms',
      'my city has many parks',
    ],
  },
  'like-adjective': {
    fires: ['it sounds like good', 'she looks like happy'],
    silent: ['it sounds good', 'it sounds like good news', 'she looks like her mother', 'it looks like new'],
  },
  'work-as': {
    fires: ['he works like a teacher', 'i work as teacher in a school', 'i work as teacher of english'],
    silent: [
      'he works as a teacher',
      'he works like a machine',
      'i work as a teacher',
      'i worked as manager of a shop',
    ],
  },
  'person-possible': {
    fires: ['i am difficult to find a job', 'we are impossible to learn it in a week', 'i am possible to come'],
    silent: [
      "i'm impossible to live with",
      "i'm hard to wake up",
      "he's difficult to get hold of these days",
      "i'm easy to find a present for",
      "she's hard to beat at chess",
      'it is possible to come',
      'i am able to come',
    ],
  },
  'open-light': {
    fires: ['please open the light', 'i closed my radio'],
    silent: ['open the door', 'i turned on the light', 'i opened the window', 'they close the light shop early'],
  },
  'years-old-noun': {
    fires: ['he is a five years old boy', 'it is a ten minutes walk', 'i am twenty years'],
    silent: [
      'he is a five year old boy',
      'it is a ten minute walk',
      'a hundred years ago',
      'i am twenty years old',
      'the three days there',
    ],
  },
  'and-half': {
    fires: ['it took one and half hours', 'i stayed two years and half'],
    silent: ['it took one and a half hours', 'two years and half of it was fun', 'half an hour'],
  },
  'hundred-of': {
    fires: ['there are hundred of people'],
    silent: ['there are hundreds of people', 'one hundred of them', 'a hundred people'],
  },
  'each-of-one': {
    fires: ['each of the student has a book', 'two of problem'],
    silent: ['each of the students has a book', 'part of the problem', 'several of my student friends'],
  },
  'many-mass': {
    fires: ['there are a lot of pollution', 'i have many works to do'],
    silent: [
      'there is a lot of pollution',
      'there are a lot of pollution problems',
      'i have a lot of work to do',
      'many music lovers',
    ],
  },
  'date-on': {
    fires: [
      'i was born in june 5th',
      'i married in the age of 25',
      'my birthday is in fifth of may',
      'we met in the first of june',
    ],
    silent: [
      'my birthday is on the fifth of may',
      'i was born on june 5th',
      'i was born in june',
      'i married at the age of 25',
      'in the age of information',
    ],
  },
  'since-last': {
    fires: [
      'From the last two years I work in a hotel.',
      'he is working here from the last five years',
      'i study english since last two years',
    ],
    silent: [
      'music from the last ten years all sounds the same',
      'i have studied english for the last two years',
      'i have been here since last year',
      'since the last time',
    ],
  },
  'on-next': {
    fires: ['i will go on next monday', 'i go there in every summer', 'i arrived at next week'],
    silent: ['i will go next monday', 'i go there every summer', "on last week's show"],
  },
  'first-time-the': {
    fires: ['it is first time i see it'],
    silent: ['it is the first time', 'it is my first time', 'this was the last time'],
  },
  'very-noun': {
    fires: ['it was very interesting film', 'it is very beautiful city', 'he is very good friend'],
    silent: [
      'it was very good exercise',
      'it is a very beautiful city',
      'it is very good',
      'these are very good friends',
      'it is very good student food',
    ],
  },
  'most-big': {
    fires: ['it is the most big city', 'she is the most nice person'],
    silent: ['it is the biggest city', 'it is the most beautiful city', 'most big cities are loud'],
  },
  'better-in-the-world': {
    fires: ['he is the better player in the world'],
    silent: ['he is the best player in the world', 'he is the better player of the two'],
  },
  fastly: {
    fires: ['he runs fastly', 'i work very hardly'],
    silent: ['he runs fast', 'i work very hard', 'i hardly work', 'so hardly anyone came'],
  },
  'by-the-bus': {
    fires: ['i go to school by a bus', 'we travel by the train'],
    silent: ['i go to school by bus', 'we travel by train', 'he was hit by a car', 'i go by the bus station'],
  },
};
