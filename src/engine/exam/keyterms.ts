/** The words of a question a candidate is likely to say back: recognisers that take hints are given them. */

const COMMON = new Set(
  (
    'about above after again also always another anything around asked away because been before being between both cannot ' +
    'come could describe different does doing done during each else even ever every explain find from general give going ' +
    'good have having here into just kind know less lets like likely make many might mind more most much need never often ' +
    'only other over part people person please prefer really said same should some something sometimes still such take talk ' +
    'tell than thank that their them then there these they thing things think this those time times today usually very want ' +
    'well were what when where which while whom whose will with without would year years your yours'
  ).split(' '),
);
const MINIMUM_LETTERS = 4;

/** Lower-case, unique, in order of appearance; only words that carry content. */
export function keytermsOf(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];
  return [...new Set(words.filter((word) => word.length >= MINIMUM_LETTERS && !COMMON.has(word)))];
}
