/** American spellings and words for British ones: word ranks are from American films, where "maths" and "lorry" are rare. */
import { wordTable } from '../../text/word-table.js';

const OUR =
  /^((?:un)?(?:dis)?(?:colou|favou|neighbou|behaviou|humou|honou|labou|flavou|harbou|rumou|vapou|endeavou|savou|odou|glamou)r)/;
/** Ending and its American form; what is no word then stays as it is. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/is(e|ed|es|er|ers|ing|ation|ations)$/, 'iz$1'],
  [/ys(e|ed|es|ing)$/, 'yz$1'],
  [/^(cent|theat|lit|met|kilomet|fib|lust)re(s?)$/, '$1er$2'],
  [/^(travel|cancel|label|model|level|marvel|signal|quarrel|fuel|counsel|jewel)l(ed|ing|er|ers|ery)$/, '$1$2'],
  [/^(catal|dial|anal|monol)ogue(s?)$/, '$1og$2'],
  [/^(licen|defen|offen|preten)ce(s?)$/, '$1se$2'],
];
const WORDS: Readonly<Record<string, string>> = wordTable({
  mum: 'mom',
  mums: 'moms',
  mummy: 'mommy',
  maths: 'math',
  lorry: 'truck',
  lorries: 'trucks',
  petrol: 'gas',
  biscuit: 'cookie',
  biscuits: 'cookies',
  rubbish: 'garbage',
  queue: 'line',
  queues: 'lines',
  grey: 'gray',
  programme: 'program',
  programmes: 'programs',
  practise: 'practice',
  practised: 'practiced',
  practising: 'practicing',
  trousers: 'pants',
  cinema: 'movies',
  cinemas: 'theaters',
  telly: 'tv',
  jumper: 'sweater',
  motorway: 'highway',
  motorways: 'highways',
  pavement: 'sidewalk',
  trainers: 'sneakers',
  autumn: 'fall',
  crisps: 'chips',
  jewellery: 'jewelry',
  pyjamas: 'pajamas',
  learnt: 'learned',
  flat: 'apartment',
  flats: 'apartments',
  flatmate: 'roommate',
  flatmates: 'roommates',
  postman: 'mailman',
  tyre: 'tire',
  tyres: 'tires',
  aeroplane: 'airplane',
  aeroplanes: 'airplanes',
  skilful: 'skillful',
  fulfil: 'fulfill',
  cosy: 'cozy',
});

/** What an American would say, or null. @param word lower case */
export function americanOf(word: string): string | null {
  const known = WORDS[word];
  if (known !== undefined) return known;
  if (OUR.test(word)) return word.replace(OUR, (stem) => `${stem.slice(0, -2)}r`);
  for (const [ending, american] of ENDINGS) if (ending.test(word)) return word.replace(ending, american);
  return null;
}
