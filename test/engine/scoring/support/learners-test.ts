/** A whole test by a weak candidate who is understood all the same, with the errors of such speech, as a recogniser writes it. */
export const LEARNERS_TEST: readonly string[] = [
  'i live in small town near the river is quiet town and not many people there',
  'i like market because have many fruit and the price is cheap for me',
  'i am worker now i work in shop of my uncle and i sell the shoes',
  'yes i like my job but sometime is very tired because customer ask many question',
  'i play football with my brother and i listen music in weekend i go to park',
  'no i can not cook my wife cook every day she make soup and rice',
  'i use computer every night for see film and talk with my cousin',
  'i want speak about my teacher his name is mister hassan he teach me english when i was in the school he is very patient man and he explain every thing slow one time i have problem because i fail the exam and my father was angry with me teacher come to our house and he talk with my father he say i am good student but i need more time after that he help me two hour every week and he not take money then i pass the exam and i was so happy now he is old and he not work but i visit him when i go back to village he is important for me because without him i not finish the school',
  'people help because they have good heart and maybe tomorrow they need help too',
  'yes i think before people was more close now every body is busy with job and phone',
  'children must help in house they can wash plate and bring water this make them strong',
  'government can make day for helping and give prize to people who work hard',
  'i think time is better than money because old man is alone and he want only talk',
  'old people need somebody for bring food and they need doctor who come at home',
];

/** By somebody weaker still, who says the same few words over and over. */
export const FEW_WORDS_TEST: readonly string[] = [
  'my name is ali and i live in a big city with my family',
  'yes i like it it is very nice and the people is very nice',
  'i like to eat rice and chicken and i like to eat fish',
  'i go to school every day and i study english and math',
  'in the weekend i play football with my friend and i watch tv with my family',
  'i want to talk about my friend his name is omar he is my friend from school he is very nice and he is very funny we go to school every day and we play football every day he live near my house and i go to his house every day and we play games and we eat and we watch tv he help me in math because he is very good in math and i help him in english i like him because he is very nice and he help me every day',
  'yes i think it is good to have friend because friend help you and you help friend',
  'i think people like to go to the city because the city have many job and many school',
  'no i do not like to live in the village because it is very small and it is not nice',
  'i think children play games because games is very funny and they like it',
  'i do not know maybe in the future people live in the big city and it is good',
];
