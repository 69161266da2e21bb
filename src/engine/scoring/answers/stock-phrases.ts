/** Sentences that are learnt for tests rather than found while speaking. Our own list; one of them is nobody's fault. */
const PHRASES = `
  in this day and age|in today's modern world|in the modern era|in this modern world|with the rapid development of|with the advent of|with the development of technology
  every coin has two sides|a double edged sword|a double-edged sword|there are two sides to every coin|pros and cons|advantages and disadvantages of this|merits and demerits
  it goes without saying|needless to say|last but not least|in a nutshell|to sum up|in conclusion i would like to say|all things considered|by and large
  broaden my horizons|broaden our horizons|broaden their horizons|broadens my horizons|enrich my knowledge|enrich my life|widen my knowledge|gain more knowledge
  as far as i am concerned|as far as i'm concerned|from my point of view i think|i would like to talk about|i am going to talk about|i'm going to talk about|i'd like to talk about
  plays an important role|play an important role|plays a vital role|play a vital role|plays a crucial role|plays a pivotal role|an indispensable part|an integral part of
  a wide range of|a plethora of|a myriad of|time flies|time is money|practice makes perfect|health is wealth|no pain no gain|rome was not built in a day|variety is the spice of life
  well that's an interesting question|that's a very interesting question|that's a good question let me|it's a tough question|i have never thought about it before
  kill two birds with one stone|once in a blue moon|over the moon|a piece of cake|cup of tea|couch potato|burn the midnight oil|hit the books|bookworm|shopaholic|an arm and a leg
  it is undeniable that|it cannot be denied that|there is no denying that|it is widely believed that|it is commonly believed|a heated debate|opinions differ from person to person
  no denying the fact|of paramount importance|keep abreast of|keeps abreast of|a controversial issue nowadays|the prosperity of our nation|the prosperity of the nation|a topic of great controversy
  seize this opportunity|take this opportunity to talk|an indelible mark|an indelible impression|a beacon of light|the beacon of light|beacon of hope|a golden bond|stand the test of time|etched in my memory
  to cut a long story short|the apple of my eye|a jack of all trades|at the drop of a hat|food for thought|a blessing in disguise|leave no stone unturned|the tapestry of
  the first and foremost|first and foremost|on top of everything|in the long run and|as the saying goes|as the old saying goes|as we all know|as everyone knows
`
  .split(/[|\n]/)
  .map((phrase) => phrase.trim().split(/\s+/))
  .filter((words) => words.length > 1 || (words[0] ?? '') !== '');

const byFirstWord = new Map<string, (readonly string[])[]>();
for (const phrase of PHRASES) {
  const [first = ''] = phrase;
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), phrase]);
}

export interface StockPhrase {
  readonly text: string;
  /** Index of its first word. */
  readonly index: number;
}

/** @param words lower case, fillers left out */
export function stockPhrasesIn(words: readonly string[]): readonly StockPhrase[] {
  return words.flatMap((first, index) =>
    (byFirstWord.get(first) ?? [])
      .filter((phrase) => phrase.every((word, offset) => words[index + offset] === word))
      .map((phrase) => ({ text: phrase.join(' '), index })),
  );
}
