/**
 * American spelling of British words, so that neither counts as an error. Families are spelt by their endings; that a few words which
 * are no family get a spelling that nobody uses harms nothing, as long as both texts get it.
 */

/** British and American, one pair after the other. */
const PAIRS =
  `aeroplane airplane ageing aging analogue analog axe ax calibre caliber catalogue catalog centre center centred centered
 cheque check cheques checks cancelation cancellation cosy cozy defence defense dialogue dialog dialogues dialogs doughnut donut draught draft enrol enroll
 fibre fiber fibres fibers fulfil fulfill grey gray jewellery jewelry judgement judgment kerb curb licence license litre liter
 litres liters manoeuvre maneuver marvellous marvelous maths math mould mold moustache mustache mum mom mums moms offence offense
 pedalling pedaling plough plow practise practice practised practiced practising practicing pretence pretense programme program
 programmes programs pyjamas pajamas sceptical skeptical skilful skillful storey story storeys stories theatre theater theatres
 theaters towards toward tyre tire tyres tires woollen woolen`.split(/\s+/);
const SPELLING = new Map(PAIRS.flatMap((word, at) => (at % 2 === 0 ? [[word, PAIRS[at + 1] ?? word] as const] : [])));

const OUR =
  /^(arm|behavi|cand|clam|col|demean|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rig|rum|savi|sav|splend|tum|val|vap|vig)our/;
const METRE = /^((?:centi|kilo|milli)?met)re(s?)$/;
const YSE = /^(anal|catal|paral)ys(e|ed|es|ing|er|ers)$/;
const ISE = /^([a-z]{2,}[^aeou\W])is(e|ed|es|ing|er|ers|ation|ations)$/;
/** What ends so and is spelt with an s on both sides of the ocean: "promise", "exercise", "surprise", "otherwise". */
const NO_ISE =
  /(?:prom|prem|franch|exerc|exc|inc|circumc|prec|conc|advert|adv|rev|superv|dev|improv|telev|desp|parad|merchand|expert|treat|dem|chem|[pn]r|w)$/;
const DOUBLED =
  /^(cancel|channel|counsel|dial|duel|equal|fuel|initial|jewel|label|level|marvel|model|quarrel|rival|signal|total|travel|tunnel)l(ed|er|ers|ing|or|ors)$/;

/** @param word in lower case */
export function americanSpelling(word: string): string {
  const known = SPELLING.get(word);
  if (known !== undefined) return known;
  const [, stem, ending] = ISE.exec(word) ?? [];
  if (stem !== undefined && ending !== undefined && !NO_ISE.test(stem)) return `${stem}iz${ending}`;
  return word.replace(OUR, '$1or').replace(METRE, '$1er$2').replace(YSE, '$1yz$2').replace(DOUBLED, '$1$2');
}
