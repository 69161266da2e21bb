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
