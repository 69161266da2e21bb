/** Bare nouns, forms of "be", clauses, usage, verbs after verbs, forms of words. */
import type { RuleExamples } from './rule-examples.js';

export const MORE_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'light-verb': {
    fires: ['i often make mistake', 'it can play important role'],
    silent: [
      'i often make a mistake',
      'it can play an important role',
      'i take part in it',
      'we make plans',
      'it makes little difference',
    ],
  },
  'such-noun': {
    fires: ['i never had such problem'],
    silent: ['i never had such a problem', 'i never had such problems', 'there is no such problem'],
  },
  'superlative-the': {
    fires: ['it was in biggest city'],
    silent: ['it was in the biggest city', 'i like my oldest brother', 'with best wishes'],
  },
  'bare-object': {
    fires: [
      'i play in football club',
      'we travel without tour guide',
      'they rent new car',
      'they protect environment',
      'i went there with old friend',
    ],
    silent: [
      'i studied at delhi university',
      'he fell victim last year',
      'i work at apollo hospital in chennai',
      "i'm a student at tashkent state university",
      'i love game of thrones',
      'we drove cross country',
      'in this living situation i feel safe',
      'we travel without a tour guide',
      'she bought new cars',
      'for example i like it',
      'i study at university',
      'i was in hospital',
      'from city to city',
      'he is a working student',
      'i need student cards',
      'it goes into town',
      'i changed job',
    ],
  },
  'bare-thing': {
    fires: ['football club is very popular', 'car is very useful', 'because computer makes life easier'],
    silent: [
      'heathrow airport is always packed',
      'the car is very useful',
      'cars are very useful',
      'problem is i have no time',
      'car parks are full',
    ],
  },
  'be-finite': {
    fires: ['it is depends on the weather', 'i was went there'],
    silent: ['it depends on the weather', 'what it is depends on you', 'i went there', 'the girl that she is came in'],
  },
  'be-auxiliary': {
    fires: ["i am don't know", 'it is can be fun'],
    silent: ["i don't know", 'it can be fun', 'as happy as she is can be'],
  },
  'been-form': {
    fires: ['it will been better', 'it has be changed'],
    silent: ['it will be better', 'it has been changed', 'it will have been better'],
  },
  'be-bare': {
    fires: ['the number will be decrease', 'it will become develop', 'the team is consist of five'],
    silent: [
      'the number will decrease',
      'it will become developed',
      'there will be increase and decline',
      'what i do is include everyone',
    ],
  },
  'do-adjective': {
    fires: ["i don't sure about that", "they didn't able to come"],
    silent: ["i'm not sure about that", "they weren't able to come", "i don't always sleep"],
  },
  'not-without-do': {
    fires: ['i not like it', 'they not have time'],
    silent: [
      "i don't like it",
      'i do not like it',
      'whether or not we like it',
      'why not go',
      'did they not have time',
    ],
  },
  'although-comma-but': {
    fires: ['Although it was raining, but we went out.'],
    silent: ['Although it was raining, we went out.', 'It was raining, but we went out.'],
  },
  'because-so': {
    fires: ['Because it was raining, so we stayed at home.'],
    silent: ['Because it was raining, we stayed at home.', 'It was raining, so we stayed at home.'],
  },
  'clause-after-preposition': {
    fires: ['despite they are poor they are happy', 'i met him during i was there'],
    silent: [
      'despite being poor they are happy',
      'despite it being late we went',
      'i met him while i was there',
      'i met him during the week',
    ],
  },
  'wish-past': { fires: ['i wish i can fly'], silent: ['i wish i could fly', 'i wish you well'] },
  'when-will': {
    fires: ['When I will grow up I want to be a doctor.'],
    silent: ['When I grow up I want to be a doctor.', "I don't know when I will go.", 'When will I see you?'],
  },
  'prefer-than': {
    fires: ['i prefer tea than coffee'],
    silent: ['i prefer tea to coffee', 'i prefer to walk rather than drive', 'i prefer something cheaper than that'],
  },
  'better-to': { fires: ['you had better to stay'], silent: ['you had better stay', 'he had better things to do'] },
  'no-matter-how': {
    fires: ['i will do it no matter how the job is difficult'],
    silent: ['i will do it no matter how difficult the job is', 'no matter how you do it'],
  },
  'present-when-past': {
    fires: ['she calls me when i arrived', 'it happens to me when i studied'],
    silent: [
      'she called me when i arrived',
      'she calls me when i arrive',
      "i don't know when they arrived",
      'i remember when i arrived',
    ],
  },
  'perfect-past-time': {
    fires: ['i have joined a college in 2015', 'i have visited london last year', 'she has left two days ago'],
    silent: [
      'they have been here since 2015',
      'i visited london last year',
      'i have visited london',
      'i have lived here since last year',
      'nobody would have thought it possible two years ago',
    ],
  },
  'in-the-past': {
    fires: ['In the past, people live in small houses.', 'in the past people have no phones'],
    silent: [
      'In the past, people lived in small houses.',
      'people live in small houses',
      'in the past people have made mistakes',
    ],
  },
  'it-for-there': {
    fires: ['i liked it because it was less noise', 'it is many shops here'],
    silent: [
      'in the past there was less noise',
      'it was many years ago',
      'it is less work than that',
      'it is less expensive',
    ],
  },
  'adjective-alone': {
    fires: [
      'the most important is my family',
      'the most important is to try',
      'the important is to try',
      'the most important is that we try',
    ],
    silent: [
      "I've had three jobs. The most interesting was at the zoo.",
      'there are three things that matter and the most important is trust',
      'the most important was probably the exam',
      'the important thing is to try',
      'the most important thing is that we try',
      'the best is yet to come',
    ],
  },
  'owner-before-noun': {
    fires: ['they live in theirs house'],
    silent: ['they live in their house', 'the house is theirs', 'a friend of mine told me'],
  },
  'against-without-be': {
    fires: ['i against this idea', 'i strongly against it'],
    silent: ['i am against this idea', 'we played against them', 'i voted against it'],
  },
  'comparing-with': {
    fires: ['Comparing with my brother, I am lazy.'],
    silent: ['Compared with my brother, I am lazy.', 'Comparing prices takes time.'],
  },
  'many-are-one': {
    fires: ['we are good friend', 'he and i are good pal'],
    silent: ['we are good friends', 'they are student leaders', 'we are family'],
  },
  'language-without-the': {
    fires: ['i want to speak english language'],
    silent: ['i want to speak english', 'i learn the english language', 'english language teachers'],
  },
  'adverb-before-noun': {
    fires: ['we need a quickly solution'],
    silent: ['we need a quick solution', 'it was a quickly changing world', 'he quickly left'],
  },
  'number-of': {
    fires: ['there are large number of people'],
    silent: ['there are a large number of people', 'the large number of people', 'large numbers of people'],
  },
  'plenty-of': {
    fires: ['there were plenty people', 'i have lots things to do'],
    silent: ['there were plenty of people', 'i have lots of things to do', 'there are plenty more'],
  },
  'tell-that': {
    fires: ['he told that he was tired'],
    silent: ['he told me that he was tired', 'he said that he was tired', 'i was told that he was tired'],
  },
  'agree-with': {
    fires: ['i agree the statement', 'i disagree to this opinion'],
    silent: ['i agree with the statement', 'i agree to this', 'they agreed the price'],
  },
  'attend-to': {
    fires: ['he attended to a good school'],
    silent: ['he attended a good school', 'i must attend to the matter'],
  },
  'look-at': {
    fires: ['please look the picture', 'we arrived the airport'],
    silent: [
      'please look at the picture',
      'they look the same',
      'we arrived the next day',
      'he was looking the place over',
      'when we arrived the shop was closed',
    ],
  },
  'spend-for': {
    fires: ['i spend a lot of time for studying'],
    silent: ['i spend a lot of time studying', 'i have no time for studying', 'i spend money on clothes'],
  },
  'a-clothes': { fires: ['she bought a new clothes'], silent: ['she bought new clothes', 'a clothes shop'] },
  'person-to': {
    fires: ['it allows people make money', 'i want them learn it'],
    silent: ['it allows people to make money', 'i want them to learn it', 'it helps people make money'],
  },
  'person-bare': { fires: ['it makes people feels good'], silent: ['it makes people feel good', 'people feel good'] },
  'liking-to': {
    fires: ['they like make jokes', 'we try learn english'],
    silent: ['they like to make jokes', 'they like making jokes', 'people like me make jokes', 'we try hard'],
  },
  'to-for-ing': {
    fires: ['the museum is worth to see', 'i am thinking to buy a house', 'why not to go there'],
    silent: ['the museum is worth seeing', 'i am thinking of buying a house', 'why not go there'],
  },
  'prevent-to': {
    fires: ['it prevents people to smoke'],
    silent: ['it prevents people from smoking', 'it prevents accidents'],
  },
  'noun-for-verb': {
    fires: ['i want to success in life', 'they can success'],
    silent: ['i want to succeed in life', 'the key to success is work', 'the road to success'],
  },
  'have-base': {
    fires: ['they have give us a lot', 'i have forget his name'],
    silent: [
      'they have given us a lot',
      'i have become a teacher',
      'the people i have live far away',
      'the things we have make us happy',
    ],
  },
  'noun-before-noun': {
    fires: ['it plays an importance part', 'success people work hard', 'there are difference ways'],
    silent: [
      'the success factors',
      'the convenience thing is real',
      'successful people work hard',
      'there are different ways',
    ],
  },
  'noun-after-be': {
    fires: ['it is importance for me', 'he became success'],
    silent: ['it is important for me', 'the goal is success', 'it is beauty itself'],
  },
  'adjective-for-noun': {
    fires: ['i know the important of education', 'the different between us'],
    silent: ['i know the importance of education', 'the difference between us', 'the most popular of them'],
  },
  'a-many': { fires: ['for a many years'], silent: ['for many years', 'for a great many years', 'many a year'] },
  'concern-about': {
    fires: ['we concern about our future'],
    silent: ['we are concerned about our future', 'our concern about students'],
  },
  'in-year': { fires: ['i was born on 1999'], silent: ['i was born in 1999', 'at 2000 metres'] },
  'how-important-is': {
    fires: ['people know how important is the environment'],
    silent: ['people know how important the environment is', 'how important is it'],
  },
  'specialize-in': {
    fires: ['they specialize on one subject', 'i want to specialize one subject'],
    silent: ['they specialize in one subject', 'a specialized subject'],
  },
  'mass-verb': {
    fires: ['history tell us a lot', 'i think technology make life easy'],
    silent: [
      'history tells us a lot',
      'let technology make life easy',
      'music and education make life easy',
      'technology companies make money',
    ],
  },
  'of-the-singular': {
    fires: ['many of the student agree'],
    silent: [
      "i'm in year three of my course",
      'many of the students agree',
      'two of the student leaders',
      'few of the family came',
    ],
  },
  'relative-without-be': {
    fires: ['people who rich have big houses', 'students who studying abroad'],
    silent: ['people who are rich have big houses', 'students who study abroad', 'the man who old people like'],
  },
  'adverb-needed': {
    fires: ['you can easy learn it', 'i want to speak fluent', 'she sings beautiful', 'he drives very careful'],
    silent: [
      'you can easily find a job',
      'i want to speak fluently',
      'it is easy',
      'easy work',
      'she sings beautiful and sad songs',
      'we learn perfect english',
    ],
  },
  'place-is': {
    fires: ['In my country is very cold.', 'For me is difficult to wake up.'],
    silent: ['In my country it is very cold.', 'In my country is a big lake.', 'What I like in my country is cold.'],
  },
  'adverb-order': {
    fires: ['it will be always my home', 'i have also a dog'],
    silent: ['it will always be my home', 'i also have a dog', 'it is always cold', 'i have always had a dog'],
  },
  'there-who': {
    fires: ['there are many people think so', 'there are students have no money'],
    silent: ['there are many people who think so', "there's people think so", 'there are many people there'],
  },
  'some-singular': {
    fires: [
      'some student like it',
      'i met some friend',
      'i usually watch some movie',
      'some student are lazy',
      'i know all the student',
    ],
    silent: [
      "some friend of my dad's fixed it",
      'she is dating some actor',
      'we watched some film about penguins',
      'i heard some child cry',
      'for some reason people laugh',
      'i have some problems with it',
      'all the students know him',
      'some student leaders',
      'all the world knows',
      'some time ago',
    ],
  },
  'extra-verb': {
    fires: ["it's mean that you have to work", "it's means that we won", 'i no like it', "i don't to go"],
    silent: [
      "it's mean that they left her out",
      'it means that we won',
      'i have two brothers',
      'i have no time',
      "i don't want to go",
      "that's mean",
    ],
  },
  'too-that': {
    fires: ['it was too cold that we went home', 'i was too tired that i could not sleep'],
    silent: [
      'it was so cold that we went home',
      'too bad that you left',
      'too worried that they would laugh',
      'it was too cold',
    ],
  },
  'as-that': {
    fires: ['as we know that it is bad'],
    silent: ['as we know it is bad', 'as we can see'],
  },
};
