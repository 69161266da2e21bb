/**
 * Answers that do answer, in words of their own, hardly a word of the question. Written to provoke notes that they are off it: with
 * pictures and names, and with stories from somewhere else. One half was seen when the rule was made, the other was kept from it.
 */
type IdiomaticAnswer = readonly [question: string, answer: string];

export const TUNING: readonly IdiomaticAnswer[] = [
  [
    'Which flowers do you like best?',
    "sunflowers no contest my nan had a whole row behind her shed and they towered over me when I was tiny and we'd roast whatever the sparrows left us",
  ],
  [
    'What do you usually do first in the morning?',
    'stumble around like a zombie swear at the kettle then stare into space until my flatmate shoves a mug under my nose',
  ],
  [
    'What makes you laugh?',
    'anybody falling off a bike honestly or my uncle Mehmet doing his impression of the prime minister with a tea towel on his head',
  ],
  [
    'How do you feel when other people arrive late?',
    'it drives me up the wall I stand there like an idiot counting pigeons and by minute twenty my blood is boiling',
  ],
  [
    'Where have you seen the most stars?',
    'way out in the Sahara lying flat on my back on a dune next to a snoring camel with not a lamp for a hundred miles',
  ],
  [
    'What is the one thing you never leave home without?',
    'lip balm it sounds ridiculous but if I forget it I turn the whole underground around and run back panting past the caretaker',
  ],
  [
    'How would you describe your handwriting?',
    'like a drunk spider fell into an inkwell and crawled off to die my own mother begs me to phone instead',
  ],
  [
    'Who is the funniest person you know?',
    'my granddad by a mile ninety two half deaf and he still puts plastic beetles in the sugar bowl whenever the vicar drops in',
  ],
  [
    'What sometimes keeps you awake at night?',
    'the guy upstairs with his tap dancing and also those stupid arguments from ten years ago that I suddenly win in my head',
  ],
  [
    'How did you learn to swim, or why have you not learned?',
    'dad threw me off a jetty when I was four and shouted kick so I kicked and swallowed half of Lake Baikal',
  ],
  [
    'Why do some people hate losing?',
    'ego pure and simple they tie their whole worth to a trophy and once it slips away they sulk slam doors and blame the referee',
  ],
  [
    'What makes somebody a good listener?',
    'shutting up mostly and nodding at the right spot and not grabbing their phone whenever a juicy silence turns up',
  ],
  [
    'Why is it so difficult to give up a habit?',
    'your brain carves a groove like a cart in mud and the wheel keeps sliding into it however hard you yank',
  ],
  [
    'Why do people spend so much money on decorating their homes?',
    'keeping up with the Joneses I reckon they binge those makeover programmes and suddenly last spring beige looks shameful',
  ],
  [
    'How does working with your hands affect your mood?',
    'oh it empties my skull completely an hour of whittling spoons and the whole noise in there goes down like somebody turned a knob',
  ],
  [
    'What would you show a visitor first in your home town?',
    'the fish auction at five thirty with all that shouting ice and slime then fried squid on a paper tray from Old Marta',
  ],
  [
    'What did you find funny when you were little?',
    'the word bottom no question plus my sister snorting milk out of her nostrils at Sunday table until granny slapped us both',
  ],
  [
    'Why do people in cities like to have plants around them?',
    'concrete gets on your nerves eventually and a bit of basil on the sill tricks you into thinking you escaped somewhere wild',
  ],
  [
    'What do you do when the internet stops working?',
    'kick the router first obviously then I remember I own a guitar and an old jigsaw and by dinner I feel oddly human',
  ],
  [
    "How do you choose a present for somebody you don't know well?",
    'I stalk them a bit online see whether they bake or cycle and otherwise chuck a posh candle at the problem',
  ],
];

export const CHECKING: readonly IdiomaticAnswer[] = [
  [
    'Do you prefer cooking for yourself or for a group of people?',
    'a crowd every time nothing beats eleven hooligans round a wobbly trestle fighting over the last crispy bit at the bottom',
  ],
  [
    'How do you feel when it starts to rain?',
    'cosy believe it or not I curl up like an old tomcat with a scratchy blanket and some dreadful soap on the telly',
  ],
  [
    'What would be a perfect workplace for you?',
    'a lighthouse no colleagues no chatter just gulls a typewriter and a parcel of decent biscuits once a fortnight',
  ],
  [
    'How do you make sure that you are on time?',
    'I lie to myself basically every clock in the hall runs seven minutes fast and I still end up sprinting with toast between my teeth',
  ],
  [
    'What do you do with old shoes?',
    'my brother nicks them for football or they end up holding geraniums on the balcony which looks daft but my wife adores it',
  ],
  [
    'What was the first thing you learned to cook?',
    'burnt pancakes I stood on a crate beside grandad and we scraped the black bits off with a penknife and called them rustic',
  ],
  [
    'What do you notice when you walk around a town?',
    'gargoyles funny door knockers cats on ledges and always some old fellow glaring from behind a net as though I came to burgle him',
  ],
  [
    'How do you feel when somebody takes a picture of you?',
    'I freeze like a rabbit in headlights my chin doubles and the grin comes out as though a dentist were holding it open',
  ],
  [
    'How do you feel about travelling by boat?',
    'green that is how I spent eleven hours to Corsica hugging a bucket while a nun sang hymns at me so never again thanks',
  ],
  [
    'Which language would you like to learn next?',
    'Icelandic purely out of stubbornness a barman in Reykjavik bet me a whale steak that I could never order in it',
  ],
  [
    'Why do young people often move to large cities?',
    "bright lights I suppose back in the sticks there is one disco two tractors and everybody's aunt knows whom you kissed",
  ],
  [
    'Why do people often ask for advice and then not follow it?',
    'they only want a pat on the shoulder really deep down their mind was made up ages ago and yours is a rubber stamp',
  ],
  [
    'Why do some people avoid attention while others look for it?',
    'it is wiring plus childhood my twin would tap dance naked on a bus whereas I blush if a waiter remembers me',
  ],
  [
    'How do friendships change when people start working or have a family?',
    'they shrink to voice notes at midnight somebody always has a feverish toddler and you end up pencilling in a pint for next October',
  ],
  [
    'Why do children like to hear the same story again and again?',
    'because the wolf never wins that is a comfort they can bet their teddy on it while everything else wobbles',
  ],
  [
    'What makes a team work well?',
    'trust and biscuits seriously once nobody is scared to say I messed up the whole machine hums and the egos shrink',
  ],
  [
    'Who do you turn to when you have an important choice to make?',
    'aunt Rosa she pours something fierce into a thimble squints at me and in two sentences the fog is gone',
  ],
  [
    'Why do people treat public things less carefully than their own?',
    'no skin in it nobody docks your wages when a swing snaps so lads kick it and mums shrug and walk on',
  ],
  [
    'How do you like to celebrate good news?',
    'screaming into a cushion first then my mates and I grab a greasy kebab and yell terrible karaoke until the bouncer pleads',
  ],
  [
    'What do you think about giving children money for helping at home?',
    'bribery if you ask me ours would soon invoice us for breathing so we hand out hugs and the odd ice lolly',
  ],
];

/** By a story whose words all belong to another theme. */
export const STORIES_TUNING: readonly IdiomaticAnswer[] = [
  [
    'What makes you laugh?',
    'my brother and my sister when they argue with our grandfather at dinner and my mother has to separate them like babies while the dog hides',
  ],
  [
    'How do you feel when you lose a game?',
    'my brother and my father tease me all evening so I go to my room and do not speak with anyone in the family until breakfast',
  ],
  [
    'What sometimes keeps you awake at night?',
    'the bar across the street has a terrible rock band with drums and a guitar and a singer who screams the same three songs',
  ],
  [
    'What is the one thing you never leave home without?',
    'my inhaler since the doctor at the hospital told me that my lungs are weak and that I can get ill from dust',
  ],
  [
    'How did you learn about history when you were at school?',
    'by marching through castles churches and an old bridge in the rain while our guide shouted numbers and kings at us',
  ],
  [
    'Why do some people hate losing?',
    'I guess their father or mother only hugged them when they came first and a brother was always praised at the table',
  ],
  [
    'What do you do when you are lost?',
    'I buy a coffee and a piece of cake and sit down and after a tea or two a waiter always takes pity on me',
  ],
  [
    'What makes somebody good at telling stories?',
    'like a good cook they let it boil slowly add a pinch of salt and some pepper and serve it before it gets cold',
  ],
  [
    'Why do people often give up a hobby after a short time?',
    'work eats them the boss wants another report on friday the office calls about some project and a meeting in the evening kills the rest',
  ],
  [
    'How can a group deal with a member who does very little?',
    'in my football team the coach simply let him sit on the bench for three matches and then he ran like a champion',
  ],
];

export const STORIES_CHECKING: readonly IdiomaticAnswer[] = [
  [
    'What helps you to wake up properly?',
    'my neighbour has a parrot and two cockerels and a donkey and once those animals start there is no mercy for anybody in the village',
  ],
  [
    'Who taught you to write when you were a child?',
    'uncle Paolo he was a fisherman with a tiny boat and on the beach he drew it with a stick in the wet sand before the waves came',
  ],
  [
    'Why do some people find it hard to make decisions?',
    'they are like a customer in a supermarket who compares the price of twelve brands and leaves the shop with an empty basket',
  ],
  [
    'What do you talk about with people who live close by?',
    'the goats mostly whose cow broke the fence and whether the wolves came down again to take a sheep',
  ],
  [
    'How do you feel after a good laugh with friends?',
    'as if I had run a marathon my stomach hurts my head is light and every muscle of my body is warm and loose',
  ],
  [
    'What does a normal day look like for a student in your country?',
    'rice for breakfast a crowded train noodles at noon and at eleven in the evening a last bowl of soup with an egg in front of a lamp',
  ],
  [
    'Why are people sometimes ruder online than face to face?',
    'in a car you also shout at other drivers whom you would never insult on the pavement the windscreen makes heroes of us',
  ],
  [
    'What makes a good workplace for you?',
    'sun through big windows a garden with a few trees birds outside and a river where I can walk when my head smokes',
  ],
  [
    'What worries people most when they start a new job?',
    'it is like the first day at school will the others talk to me is the teacher strict and did I learn the right chapter',
  ],
  [
    'How can artists earn a living today?',
    'most of my friends wait tables in a restaurant or carry pizza and coffee and sell a canvas once a year to an aunt',
  ],
];
