/**
 * What the speakers of the corpus say: answers of our own to no question in particular. "/" marks a clause boundary; sentences
 * end with their punctuation. A speaker may stop at each of these, and between any two words.
 */
export const INTRODUCTION = ['My full name is Ana Silva.', 'You can call me Ana.', 'Yes, here is my passport.'];

export const PART_1 = [
  'I like it very much / because it is quiet in the evening / and my friends live nearby.',
  'Not really. I used to do it when I was a child / but now I have no time.',
  'I usually go there with my sister at the weekend / and we stay until the evening.',
  'Yes, I do. It helps me to relax after a long day at the office.',
  'I come from a small town near the sea. Most people there work in the harbour or in the hotels.',
  'I think it is important / because you learn how other people live.',
  'My favourite is the old market / which opens early in the morning. You can buy fresh fish there.',
  'I have lived there for about ten years / and I would not like to move.',
  'It depends on the weather. When it rains / I stay at home and read / but in summer I am always outside.',
  'I would say twice a week. I would do it more often / if it were not so expensive.',
  'My father taught me / when I was seven years old. We still do it together on holidays.',
  'There is a park behind our house / where many families meet on Sundays.',
  'I prefer the morning / because my head is clear / and nobody calls me.',
  'I do not have a strong opinion about it / but my brother loves it.',
  'I study engineering at a university in the capital. It is hard / but the teachers are very good.',
  'I remember a trip to the mountains last year. We walked all day / and slept in a small hut.',
  'Yes, I think so. People have more free time than their parents had.',
  'I would like to learn the piano / if I find a good teacher.',
  'I often cook for my family / although I am not very good at it.',
  'I bought it last spring / because the old one was broken. I use it every day.',
];

export const PART_3 = [
  'I think it has changed a lot / because people travel more than before. In the past they stayed in one place / and knew all of their neighbours.',
  'It depends on the country. In rich countries the government pays for it / but in many others families have to pay themselves.',
  'There are two reasons for that. First of all it is cheaper / and then it saves a lot of time / which is what people want.',
  'I am not sure about that. Some people say / that computers make us lazy / but I believe / that they give us more time for other things.',
  'If schools taught it earlier / children would find it easier. My cousin began at the age of five / and now she speaks three languages.',
  'I would say / that old people suffer most / because they cannot use the new machines. Somebody should help them.',
  'The main problem is the traffic in the cities. Nobody wants to leave the car at home / although the trains are quite good.',
  'In my opinion advertising has a strong influence / on what young people buy. They want to have / what their friends have.',
  'It could become more important in the future / when there are fewer workers / and more machines.',
  'On the one hand it is good for the economy. On the other hand it destroys the nature / that the tourists come for.',
  'Well, people need a place / where they can meet without paying for it. Libraries are such a place / so I hope / that they will survive.',
  'I do not agree with that. A good teacher knows every child / and a computer never will.',
  'Perhaps it is a question of age. Young people change their minds quickly / while older people have seen many ideas come and go.',
  'It is hard to say. If wages rise / prices rise as well / so in the end nobody has more money.',
  'We should start with small things. For example shops could stop using plastic bags / and people could repair things / instead of buying new ones.',
  'Most companies want experience / but nobody gives young people a chance to get it. That is why many of them leave the country.',
];
