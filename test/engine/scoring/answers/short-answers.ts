/**
 * Our own short answers to questions of the bank, and whether a teacher would ask for more. Those under `LATER` were written when the rule
 * for Part 3 was made. In a test of their own they would be noted from two on.
 */
export interface ShortAnswer {
  readonly part: 'part1' | 'part3';
  readonly isDeveloped: boolean;
  readonly question: string;
  readonly answer: string;
}

/** Part, + for developed or -, question, answer. */
function read(lines: string): readonly ShortAnswer[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', question = '', answer = ''] = line.split('|').map((cell) => cell.trim());
      return { part: head.startsWith('1') ? 'part1' : 'part3', isDeveloped: head.endsWith('+'), question, answer };
    });
}

export const FIRST = read(`
3+|Why are big projects often late?|cause nobody plans for the weather
3+|Does having more choice make people happier?|no i don't think so 'cause you spend hours choosing and then you regret it
3+|Should products be easy to repair?|yes to save money and to make less rubbish
3+|Why do wild animals live in towns?|they find food there the bins are full of it
3+|Is patience more important than talent?|patience wins take my brother he was never the best player but he trained
3+|Will farming still be an attractive way of life for future generations?|only if the state pays farmers better
3+|How do people feel when they work with their hands?|calm my grandfather made chairs and he never looked at his watch
3+|Why do shops and films use music?|it makes you stay longer and buy more
3+|Should we talk with people who think differently?|of course otherwise we never learn anything new
3+|What makes somebody a good listener?|someone who lets you finish and asks a question afterwards instead of talking about himself
3+|Do people respect people who work with their hands?|not in my country parents want a doctor or a lawyer in the family
3+|Why do homes with a view cost more?|people pay for what they see in the morning
3+|What should children learn about animals?|that an animal isn't a toy like a rabbit you have to feed it every day
3+|Does every new invention make life simpler, or do some make it more complicated?|some make it harder for instance my mother's new oven has forty programmes
3+|Are very tall buildings a good answer to crowded cities?|they are given that there's no more land in hong kong
3+|How might this affect children who are growing up now?|they'll sleep less and they won't be able to concentrate at school
3+|Why do people treat public things less carefully than their own?|well it belongs to nobody so nobody feels responsible
3+|What would a society miss if it had no shared festivals?|the feeling of belonging together when the whole street eats at one table
3+|Could pictures ever replace words completely in public places?|i doubt it you can't draw a sentence like closed on mondays except in august
3+|Why is a live event different from television?|you can smell the grass you hear the crowd and you can't switch it off
3+|How can a town help people to drive less?|cheaper buses safe lanes for bikes and fewer places to park
3+|Whose voice counts most in them?|usually the oldest person's as it was in my grandfather's time
3+|Would life be better if most people lived within walking distance of everything they need?|it would be healthier on the other hand you'd never leave your street
3+|What worries people most when they start a new job?|whether the colleagues will like them i think
3+|Why do people often ask for advice and then not follow it?|they only want to be heard
3-|Should products be easy to repair?|yes i agree
3-|Does having more choice make people happier?|yes i think it makes people happier
3-|Is patience more important than talent?|i think patience is more important
3-|Will farming still be an attractive way of life for future generations?|maybe yes maybe no i don't know
3-|Do people respect people who work with their hands?|yes they respect them very much
3-|Why is a live event different from television?|it is very different i think
3-|Are very tall buildings a good answer to crowded cities?|yes it's a good answer for the crowded cities
3-|Should we talk with people who think differently?|yes of course we should talk with everybody
3-|How can a town help people to drive less?|the government should do something about it i think so
3-|What should children learn about animals?|so many things about animals and nature
3-|How do people feel when they work with their hands?|they feel good and happy and they like it very much
3-|Does every new invention make life simpler, or do some make it more complicated?|every invention makes life simpler but i don't know really
3-|Would life be better if most people lived within walking distance of everything they need?|yes i think life would be better it is very good for people and it is very important for all the people in the world and everybody likes it very much
3-|Do people respect people who work with their hands?|yes in my country people respect people who work with their hands very much and it is really very good and very nice and i like it and everybody likes it
3-|Why do shops and films use music?|because it is good
3-|What makes somebody a good listener?|since i don't know it's a hard question
3-|Is it possible to live well with very little money?|i think it's possible so it's possible yes
1+|What sound do you like least?|my alarm clock
1+|When do you switch your phone off?|at ten every night
1+|Where can you hear music or see a play?|there's a small theatre near the station
1+|What did you like reading as a child?|comics mostly my brother had a box of them
1+|Which quiet places do you know?|the library and the cemetery behind our church
1+|How long did it take until you felt at home there?|about half a year i guess
1+|Do you prefer planned trips or unplanned ones?|unplanned you see more that way
1+|What kind of message do you find hardest to write?|an apology
1+|How does it feel to travel with a person like that?|exhausting to be honest
1+|What do children collect?|stickers of football players nowadays
1-|How do you like to celebrate good news?|i don't know
1-|Do you prefer planned trips or unplanned ones?|planned
1-|Is it bad if we always use a phone to find the way?|yes
1-|How do you feel about that?|good
1-|How do people keep your street clean?|yes they keep it clean
1-|What would you like to change next?|nothing
1-|Are they busy?|no not really
3+|What are the advantages of sharing large things, such as cars or machines?|you don't need to pay for the whole thing a lawnmower stands in the garage for most of the week
3+|Why do we take so many photographs today?|it costs nothing in the past you had twenty four pictures on a film and you thought before each one
`);

export const LATER = read(`
3+|Why do people always go the same way?|habit you can sleep while you walk
3+|What risks could there be in doing that?|somebody could steal your data or your car
3+|Which things would people insist on owning?|their toothbrush and probably a phone
3+|How should schools respond to this?|teach cooking again as they did thirty years ago
3+|What could change the way society sees these jobs?|better pay and a film about them
3+|Who would gain and who would lose from that?|tenants gain landlords lose
3+|Should products be easy to repair?|sure my father fixed our radio with a spoon
3+|How could anyone measure how useful a job is?|let them go on strike and see who is missed first
3+|Will machines ever take over the work of keeping our towns in order?|partly there are robots already that sweep the platforms in tokyo
3+|What helps us to learn hard things?|breaks a teacher who is patient and mistakes that nobody laughs at
3+|Why do we like very big buildings and bridges?|because they make us feel small
3+|How can a good translator reduce that loss?|by adding a footnote
3+|How does a person tell a story well?|he starts in the middle
3+|Why is it difficult for some people to decide?|they are afraid to lose what they don't choose
3+|What should young people do instead, or as well?|join a club or help their neighbours
3-|How should schools respond to this?|i think schools should respond to it in a good way
3-|What risks could there be in doing that?|there are many risks
3-|Why do people like expensive things more?|because people like expensive things
3-|What could change the way society sees these jobs?|many things could change it
3-|How would people feel about such a change?|they would feel happy or not happy it depends on the people
3-|Is it possible to live well with very little money?|yes it is possible to live well with little money but it's difficult
3-|Why is it difficult for some people to decide?|it's difficult because it's not easy for them
3-|Do faces and voices carry more meaning than words?|i totally agree with this opinion
3-|What should children do every day, in your country?|children should play
3-|Does having more choice make people happier?|well that's a good question i have never thought about this before
1+|How does the weather affect what you do in your free time?|when it rains i bake
1+|Which sport is popular with people your age?|padel everybody plays it now
1+|When does your family take photographs?|only at weddings
1+|How long could you manage without it today?|an hour at most
1+|How do your friends react when a meal goes wrong?|they laugh and order pizza
1-|How does the weather affect what you do in your free time?|it doesn't affect me
1-|How do your friends react when a meal goes wrong?|they react well
1-|When did you work in groups at school?|always
1-|Do people respect people who work with their hands?|of course they do
`);
