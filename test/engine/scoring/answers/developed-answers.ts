/**
 * Answers of a sentence or two more, as prepared candidates give them: topics that they are on, question, answer. They do answer their
 * question, and are off questions of other topics. Written before the rule was changed; one half was kept from it.
 */
type DevelopedAnswer = readonly [about: readonly string[], question: string, answer: string];

export const TUNING: readonly DevelopedAnswer[] = [
  [
    ['home-town', 'accommodation', 'walking', 'familiar-route'],
    'What would you show a visitor first in your home town?',
    'probably the old fortress above the harbour because you climb three hundred steps and then the whole bay lies under you with all its ferries and tiny roofs',
  ],
  [
    ['work', 'study', 'languages', 'small-shop'],
    'What skills would you like to learn for your working life?',
    'negotiating I suppose since I freeze whenever a customer demands a discount and my boss closes every contract with a joke and a handshake',
  ],
  [
    ['mornings', 'sleep', 'weekends', 'different-routine'],
    'Are you more cheerful in the morning or in the evening?',
    'after sunset without any doubt before noon I hardly speak and my colleagues know they had better not approach my desk until the second coffee',
  ],
  [
    ['handwriting', 'messages', 'lists-and-plans', 'study'],
    'How would you describe your handwriting?',
    'terrible to be honest my letters lean to the left and even the pharmacist once phoned me because he could not decipher a note I had left',
  ],
  [
    ['neighbours', 'accommodation', 'neighbours-event', 'messages'],
    'Where do you usually meet your neighbours?',
    'on the staircase or beside the bins mostly and on saturdays we queue together at the bakery and gossip about the landlord',
  ],
  [
    ['rain', 'seasons', 'new-season', 'shoes', 'clothes-for-one-occasion'],
    'What do you wear when it is wet outside?',
    'a yellow hooded jacket that my sister brought from Norway plus rubber boots and I avoid umbrellas because the wind turns them inside out',
  ],
  [
    ['being-on-time', 'public-transport', 'too-early', 'mornings'],
    'On which occasions do you like to arrive early?',
    'for flights and interviews certainly I would rather sit two hours at the gate than run through the terminal with a suitcase and a red face',
  ],
  [
    ['plants', 'growing-plant', 'accommodation', 'colours'],
    'What plants do you have in or around your home?',
    'basil and mint on the windowsill two orchids that refuse to bloom and an enormous rubber tree which my grandmother planted before I was born',
  ],
  [
    ['reading', 'retold-story', 'study', 'messages', 'hard-to-translate'],
    'Do you prefer to read on paper or on a screen?',
    'paper every single time I underline sentences and fold corners and my eyes burn after an hour of staring at a tablet',
  ],
  [
    ['games', 'sport', 'taking-part', 'weekends', 'laughing'],
    'Who do you like to play games with these days?',
    'my nephews mostly they are eight and eleven and they beat me at chess shamelessly while their mother pretends not to notice the cheating',
  ],
  [
    ['new-season', 'seasons', 'rain', 'weekends', 'sky'],
    'How does the weather affect what you do in your free time?',
    'when it pours I stay in and bake or repair my bicycle but the moment the clouds break I am off to the lake with a towel and a melon',
  ],
  [
    ['useful-one-day', 'repaired-thing', 'owned-together', 'shopping-for-food'],
    'How could a society become less wasteful without people feeling poorer?',
    'by lending instead of owning for example every district could keep drills ladders and tents in a shed so that nobody buys a machine for one afternoon',
  ],
  [
    ['taste-changed', 'cooking', 'shopping-for-food', 'cooking-gone-wrong'],
    "How do people's tastes in food change as they grow older?",
    'children want everything sweet and soft whereas my parents adore olives blue cheese and bitter chocolate and my grandfather even drinks vinegar',
  ],
  [
    ['repaired-thing', 'owned-together', 'handwork', 'useful-one-day', 'study'],
    'What could schools teach children about looking after their belongings?',
    'to sew a button to oil a chain and to glue a broken toy instead of throwing it away since most of them have never held a needle',
  ],
];

export const CHECKING: readonly DevelopedAnswer[] = [
  [
    ['accommodation', 'home-town', 'colours', 'sleep'],
    'Which part of your home do you spend most time in?',
    'the balcony as long as it is warm I have squeezed a hammock and a tiny shelf there and I even correct my reports between the tomatoes',
  ],
  [
    ['study', 'reading', 'languages', 'work', 'sound-of-a-place'],
    'Where do you find it easiest to study?',
    'strangely enough in noisy cafes because silence makes me nervous and the waiter knows that a cappuccino means two hours of chemistry',
  ],
  [
    ['bags', 'lists-and-plans', 'shoes', 'public-transport'],
    'What do you normally carry in your bag or pockets?',
    'tissues a charger three lipsticks and an embarrassing number of receipts plus a screwdriver since my glasses fall apart every week',
  ],
  [
    ['maps', 'familiar-route', 'public-transport', 'walking'],
    "How do you find your way in a place you don't know?",
    'I memorise towers and bridges first and if that fails I ask an old lady with a dog because they never send you in the wrong direction',
  ],
  [
    ['music', 'sticky-tune', 'outdoor-performance', 'sound-of-a-place'],
    'What kind of music do you listen to these days?',
    'mainly jazz from the fifties and a bit of Turkish rap which my roommate plays through the wall until I catch myself humming it',
  ],
  [
    ['cooking', 'taste-changed', 'cooking-gone-wrong', 'shopping-for-food'],
    'Who does most of the cooking in your home?',
    'my father since he retired he experiments with lentils and turmeric and leaves a mountain of greasy pans for the rest of us',
  ],
  [
    ['photographs', 'sky', 'birds', 'colours'],
    'What do you like to take photographs of?',
    'shadows on facades and strangers who wait at crossings I never pose anybody and I delete nine out of ten before dinner',
  ],
  [
    ['public-transport', 'familiar-route', 'too-early', 'being-on-time', 'messages', 'reading'],
    'What do you do to pass the time on a bus or train?',
    'I knit actually grey socks for everybody in the office and when my wrists ache I stare at passengers and invent biographies for them',
  ],
  [
    ['sport', 'games', 'taking-part', 'weekends'],
    'Do you prefer playing sport or watching it?',
    'watching from a sofa with nachos ever since I tore a ligament at volleyball and the surgeon forbade me to jump',
  ],
  [
    ['languages', 'hard-to-translate', 'study', 'reading'],
    'How do you remember new words?',
    'I stick yellow labels on mirrors and kettles and mutter them aloud while shaving although my flatmate believes that I am losing my mind',
  ],
  [
    ['neighbours-event', 'neighbours', 'sound-of-a-place', 'society'],
    'Is a strong community built by its people or by the way a place is designed?',
    'both but benches and squares come first because where there are only motorways and parking lots nobody stops to chat or to organise a feast',
  ],
  [
    ['small-shop', 'work', 'small-improvement', 'different-routine'],
    'Is running a business of your own a better life than working for somebody else?',
    'for stubborn characters like my aunt yes she sells carpets and answers to nobody though she has not had a proper holiday since the nineties',
  ],
  [
    ['growing-plant', 'plants', 'accommodation', 'sky'],
    'Why do people in cities like to have plants around them?',
    'concrete makes them miserable I guess and watering a fern or counting buds slows your pulse down after eight hours of spreadsheets',
  ],
  [
    ['different-routine', 'work', 'mornings', 'small-improvement', 'sleep'],
    'How far should people be free to choose their own working hours?',
    'quite far as long as the team agrees on three fixed hours because a nurse cannot vanish at noon while a programmer may type at midnight',
  ],
];
