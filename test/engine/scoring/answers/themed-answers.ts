/**
 * Longer answers that keep to one theme, as people prepare them and then give them to another question. Topic of the bank, answer.
 * Each is off all questions of the topics that are not its own or a neighbour's.
 */
type ThemedAnswer = readonly [about: readonly string[], answer: string];

export const TUNING: readonly ThemedAnswer[] = [
  [
    ['reading', 'retold-story', 'languages', 'hard-to-translate'],
    'I read novels every evening especially crime stories because the author hides clues in each chapter and I borrow three or four books a month from the library near my office',
  ],
  [
    ['cooking', 'shopping-for-food', 'cooking-gone-wrong', 'taste-changed'],
    'my favourite dish is fried rice with vegetables and egg I chop the onions and carrots heat the oil in a big pan and add soy sauce salt and a little pepper at the end',
  ],
  [
    ['sport', 'games', 'taking-part', 'walking'],
    'I play football twice a week with my team we train in a stadium near the university and last season we won most matches because our coach made us run a lot',
  ],
  [
    ['music', 'sticky-tune', 'outdoor-performance'],
    'I have played the piano since primary school and now I sing in a band we write our own songs and sometimes we give small concerts where people dance and buy our album',
  ],
  [
    ['public-transport', 'familiar-route', 'maps', 'being-on-time'],
    'I take the bus to the station and then the underground which is always crowded in rush hour a monthly ticket is expensive but driving a car means traffic jams and no parking',
  ],
  [
    ['water', 'seasons', 'view-from-above', 'travel-conversation', 'weekends'],
    'last year we travelled to an island and stayed in a hotel on the beach every day we swam in the sea went sightseeing by boat and tried the local fish restaurants',
  ],
  [
    ['plants', 'growing-plant', 'accommodation', 'birds'],
    'my grandmother has a garden with roses and tulips along the fence she waters the flowers every morning cuts the grass and in autumn we pick apples from the trees behind the house',
  ],
  [
    ['work', 'shared-job', 'too-early'],
    'I work as an accountant in a large company my boss gives me reports with short deadlines and my colleagues and I have meetings with clients about their taxes and salaries',
  ],
  [
    ['study', 'learned-from-younger', 'slow-learning'],
    'I am studying computer science at university and my courses this term are mathematics and programming the professors give us difficult homework and the exams are in june',
  ],
  [
    ['town-animal', 'birds'],
    'I have two dogs and a cat at home the dogs need food and a long walk every day and once a month I take them to the vet because the older one is often sick',
  ],
  [
    ['rain', 'seasons', 'new-season', 'sky'],
    'winter in my country is long and cold there is snow from november to march the temperature falls below minus twenty and strong wind and ice make the streets dangerous',
  ],
  [
    ['bags', 'shoes', 'colours', 'clothes-for-one-occasion'],
    'I usually wear jeans and a plain shirt but for the office I need a suit and leather shoes my wardrobe is full of jackets and coats that I bought in the summer sales',
  ],
];

export const CHECKING: readonly ThemedAnswer[] = [
  [
    ['photographs', 'missed-photograph'],
    'I take photos with an old camera that my father gave me mostly portraits and landscapes then I edit the pictures on my computer and print the best ones for an album',
  ],
  [
    ['sleep', 'mornings', 'stopped-habit', 'different-routine'],
    'I sleep about seven hours and go to bed around midnight if I drink coffee in the evening I lie awake so I switch off my alarm on sunday and stay in bed late',
  ],
  [
    ['home-town', 'accommodation', 'surprising-interior', 'neighbours'],
    'I live in a flat on the fifth floor with two bedrooms a small kitchen and a balcony the living room has a big window a comfortable sofa and shelves on every wall',
  ],
  [
    ['messages', 'without-device', 'misunderstood-message'],
    'I spend too much time on my phone I check my email and social media every hour watch videos on the internet and chat with friends in a group where everybody sends pictures',
  ],
  [
    ['made-for-someone', 'small-celebration', 'nearly-refused'],
    'for my birthday my parents organised a party they invited thirty guests there was a huge chocolate cake with candles music and dancing and everyone brought a present',
  ],
  [
    ['shopping-for-food', 'small-shop', 'free-pleasure'],
    'I prefer shopping at the market because the prices are lower and the vegetables are fresh I bargain with the sellers buy fruit for the whole week and pay in cash',
  ],
  [
    ['home-town', 'bridge', 'maps', 'giving-directions'],
    'the capital is famous for its old castle and the bridge over the river tourists visit the cathedral the square and the museums and the centre is full of narrow streets',
  ],
  [
    ['stopped-habit', 'sport', 'often-heard-advice'],
    'my doctor told me to lose weight because I had headaches and stress so now I eat a healthy diet exercise in the gym and try not to get ill in winter',
  ],
  [
    ['laughing', 'outdoor-performance', 'retold-story', 'hard-to-translate'],
    'I love going to the cinema my favourite film is a comedy with a famous actor the plot is simple but the scenes are so funny that the whole audience was laughing',
  ],
  [
    ['neighbours', 'neighbours-event', 'joint-decision', 'childhood-chore'],
    'there are six people in my family my parents my two brothers my little sister and me my older brother is married and has a baby so I am an uncle now',
  ],
  [
    ['sky', 'view-from-above'],
    'at night I look at the moon and the stars through a telescope the sky is darkest in the mountains and last august we saw the planets and many falling stars without clouds',
  ],
  [
    ['caretaker', 'growing-plant', 'useful-one-day', 'stopped-habit'],
    'pollution is the biggest problem factories and cars make the air dirty people throw plastic waste into the rivers and the government should make stricter laws and recycle more',
  ],
];
