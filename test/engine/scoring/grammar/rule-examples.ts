/** For each rule: answers in which it must fire, and answers much like them in which no rule may. */
export interface RuleExamples {
  readonly fires: readonly string[];
  readonly silent: readonly string[];
}

export const RULE_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'third-person': {
    fires: ['my sister is a nurse and she work at night', 'he have two dogs', 'i think it help me a lot'],
    silent: [
      'she works at night',
      'does she work at night',
      'let him decide',
      'i suggested that he go home',
      'he can sing and dance',
    ],
  },
  'other-persons': {
    fires: ['they was very kind to us', 'we goes there every summer', 'i has a small garden'],
    silent: ['i was very tired', 'one of you is right', 'my brother and i are close', 'what they want is peace'],
  },
  'plural-subject': {
    fires: ['my friends lives in another town', 'the streets is very narrow'],
    silent: [
      'the number of my friends is growing',
      'two years is a long time',
      'one of my friends lives there',
      'playing games is fun',
      'the news is bad',
    ],
  },
  'singular-subject': {
    fires: ['my brother work in a bank', 'because the city are crowded'],
    silent: [
      'my family are very close',
      'my mother and my father are retired',
      'if my brother were here',
      'did your teacher help you',
    ],
  },
  'far-subject': {
    fires: ['people in my country is very polite', 'the streets of my town is narrow'],
    silent: [
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
    fires: ['i have a friend who live in spain', 'i like people who is honest'],
    silent: [
      'i have a friend who lives in spain',
      'it is one of the things that are hard',
      'i like people who are honest',
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
      'i have two sister',
      'there are several reason for that',
      'i met a lot of student there',
      'these idea are new',
    ],
    silent: [
      'a two hour film',
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
    silent: ['these things are important to me', 'this helps a lot', 'this sports club is new'],
  },
  'one-of': {
    fires: ['it is one of my favourite place', 'she is one of the best teacher'],
    silent: ['it is one of my favourite places', 'one of my family is a doctor', 'one of us was late'],
  },
  'one-plural': {
    fires: ['i visit every countries i can', 'i bought a books', 'i have another things to do'],
    silent: ['i go every two years', 'a few friends came', 'a sports club', 'another two days', 'each of my friends'],
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
    fires: ['i need more informations', 'we bought new furnitures'],
    silent: ['i need more information', 'the works of this artist', 'i have two businesses'],
  },
  'wrong-plural': {
    fires: ['they have three childs', 'all the peoples there were kind', 'two mans came in'],
    silent: ['they have three children', 'a childrens book', 'the peoples of africa'],
  },
  'modal-to': {
    fires: ['you can to take the bus', 'we should not to waste water'],
    silent: ['you can take the bus', 'i would like to take the bus', 'i have to go', 'we ought to go'],
  },
  'modal-form': {
    fires: ['i can swimming very well', 'she will goes there', 'you must studied hard'],
    silent: ['i can swim very well', 'it could have been better', 'it can be found everywhere', 'i may be going'],
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
    silent: ['i did not go there', 'does he like tea', 'i do shopping there', 'i did what i wanted'],
  },
  'do-be': { fires: ["i don't can swim", 'he does not is here'], silent: ["i can't swim", "i don't know"] },
  'have-form': {
    fires: ['i have went there twice', 'she has took many photos', 'i have never see snow'],
    silent: ['i have been there twice', 'i have work to do', 'i have always lived here', 'we have dinner at eight'],
  },
  'be-base': {
    fires: ['he is go to school by bus', 'i am work in a shop', 'the house was build by my uncle'],
    silent: [
      'what i do is read',
      'all you need to do is try',
      'i am like my father',
      'they were right',
      'the shop is open',
    ],
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
    silent: ['he is very tall', 'it makes it very expensive', 'i really like it', 'is she happy'],
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
    fires: ['i enjoy to read novels', 'we avoided to talk about it'],
    silent: ['i enjoy reading novels', 'it is considered to be safe', 'i stopped to look'],
  },
  'to-ing': {
    fires: ['i look forward to see you', 'i got used to live alone'],
    silent: ['i look forward to seeing you', 'i used to live alone', 'it is used to make bread'],
  },
  'used-to-past': {
    fires: ['i used to played chess'],
    silent: ['i used to play chess', 'i got used to playing chess'],
  },
  'want-that': {
    fires: ['my parents want that i study law'],
    silent: ['my parents want me to study law', 'i want that one'],
  },
  'to-needed': {
    fires: ['i want become a doctor', 'they want learn english'],
    silent: ['i want to become a doctor', 'i need help', 'they want water'],
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
  'very-much-object': { fires: ['i like very much music'], silent: ['i like music very much', 'i like it very much'] },
  'past-time-present': {
    fires: ['yesterday i go to a concert', 'two years ago we move to this town'],
    silent: ['yesterday i went to a concert', 'yesterday i think it rained', 'every day i go there'],
  },
  'present-past-time': {
    fires: ['i visit my uncle last week'],
    silent: ['i visited my uncle last week', 'i remember last week'],
  },
  'since-duration': {
    fires: ['i have lived here since five years'],
    silent: ['i have lived here for five years', 'i have lived here since two thousand ten', 'since many people came'],
  },
  'present-since': {
    fires: ['i live here since 2010'],
    silent: ['i have lived here since 2010', 'since you ask i like it'],
  },
  'if-will': {
    fires: ['if i will have time i will travel'],
    silent: ['if i have time i will travel', "i don't know if i will have time"],
  },
  'childhood-present': {
    fires: ['when i was a child i play outside'],
    silent: ['when i was a child i played outside', 'when i was a child i think we moved'],
  },
  'double-subject': {
    fires: ['my father he works in a factory', 'my friends they live abroad'],
    silent: ['my father works in a factory', 'after school they play', 'when i see my friends they smile'],
  },
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
    silent: ['it is the most important thing in life', 'it is most important'],
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
    fires: ['we discussed about politics', 'she married with a doctor'],
    silent: ['we discussed politics', 'we talked about politics', 'a visit to my uncle', 'i was attracted to it'],
  },
  'wrong-preposition': {
    fires: ['it depends of the weather', 'i am interested on art', 'he is married with a nurse'],
    silent: ['it depends on the weather', 'i am interested to see it', 'the film was different in the end'],
  },
  'missing-preposition': {
    fires: ['i listen music every day', 'i am waiting my sister bus', 'we dealt the problem'],
    silent: ['i listen to music every day', 'wait a minute', 'i deal with it', 'go home'],
  },
  'according-to': { fires: ['according the news it will rain'], silent: ['according to the news it will rain'] },
  'to-home': {
    fires: ['i went to home late', 'they moved to abroad'],
    silent: ['i went home late', 'i went to the home of my aunt'],
  },
  'fixed-phrase': {
    fires: ['in the other hand it is cheap', 'on my opinion it is fine', 'all over world'],
    silent: ['on the other hand it is cheap', 'in my opinion it is fine', 'in world war two', 'in everyday life'],
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
    silent: ['most of the people agree', 'most people agree', 'some of us'],
  },
  'almost-noun': {
    fires: ['almost people have a car'],
    silent: ['almost all people have a car', 'almost nobody came'],
  },
  'a-lot-of': {
    fires: ['there are lot of cars', 'a lots of people'],
    silent: ['there are a lot of cars', 'i like it a lot', 'a whole lot of cars'],
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
    fires: ['what means this word?'],
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
    silent: ['the film is boring', 'i am bored', 'it was exciting', 'i am an interesting person'],
  },
  collocation: {
    fires: ['i make my homework at night', 'i did a mistake'],
    silent: ['i do my homework at night', 'i made a mistake', 'i make dinner'],
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
    fires: ['i have twenty years old'],
    silent: ['i am twenty years old', 'i have twenty years of experience'],
  },
  'although-but': {
    fires: ['although it was cold but we went out'],
    silent: ['although it was cold we went out', 'it was cold but we went out'],
  },
  'verb-for-noun': {
    fires: ['it was a good choose for me'],
    silent: ['it was a good choice for me', 'i want to choose it'],
  },
  'linking-adverb': { fires: ['i feel happily today'], silent: ['i feel happy today', 'she looks carefully at it'] },
  'teach-learn': { fires: ['my father learned me chess'], silent: ['my father taught me chess', 'i learned chess'] },
  'role-without-article': {
    fires: ['my mother is teacher', 'he became good doctor'],
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
    silent: ['students should learn to think', 'mum should know', 'no student should fail'],
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
