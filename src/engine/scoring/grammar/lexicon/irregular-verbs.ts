/** English irregular verbs: base, past, past participle; forms that many speakers also use after a slash. Our own list. */
const TABLE = `
be was/were been; beat beat beaten; become became become; begin began begun; bend bent bent; bet bet bet; bind bound bound; bite bit bitten; bleed bled bled;
blow blew blown; break broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast; build built built;
burn burnt/burned burnt/burned; burst burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose chosen;
cling clung clung; come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug dug; do did done;
draw drew drawn; dream dreamt/dreamed dreamt/dreamed; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen;
feed fed fed; feel felt felt; fight fought fought; find found found; fit fit/fitted fit/fitted; flee fled fled; fling flung flung; fly flew flown;
forbid forbade forbidden; forecast forecast forecast; foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen;
get got got/gotten; give gave given; go went gone; grind ground ground; grow grew grown; hang hung/hanged hung/hanged; have had had;
hear heard heard; hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; kneel knelt knelt; know knew known;
lay laid laid; lead led led; lean leant/leaned leant/leaned; leap leapt/leaped leapt/leaped; learn learnt/learned learnt/learned; leave left left;
lend lent lent; let let let; lie lay lain; light lit/lighted lit/lighted; lose lost lost; make made made; mean meant meant; meet met met;
mistake mistook mistaken; misunderstand misunderstood misunderstood; mow mowed mown/mowed; offset offset offset; overcome overcame overcome; oversleep overslept overslept;
overtake overtook overtaken; pay paid paid; prove proved proven/proved; put put put; quit quit quit; read read read; rebuild rebuilt rebuilt; rid rid rid; ride rode ridden;
ring rang rung; rise rose risen; run ran run; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; set set set;
sew sewed sewn/sewed; shake shook shaken; shed shed shed; shine shone shone; shoot shot shot; show showed shown/showed; shrink shrank shrunk; shut shut shut;
sing sang sung; sink sank sunk; sit sat sat; sleep slept slept; slide slid slid; smell smelt/smelled smelt/smelled; sow sowed sown/sowed; speak spoke spoken;
speed sped/speeded sped/speeded; spell spelt/spelled spelt/spelled; spend spent spent; spill spilt/spilled spilt/spilled; spin spun spun; spit spat spat;
split split split; spoil spoilt/spoiled spoilt/spoiled; spread spread spread; spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck;
sting stung stung; stink stank stunk; strike struck struck; strive strove striven; swear swore sworn; sweep swept swept; swell swelled swollen/swelled; swim swam swum;
swing swung swung; take took taken; teach taught taught; tear tore torn; tell told told; think thought thought; thrust thrust thrust; throw threw thrown;
tread trod trodden; undergo underwent undergone; understand understood understood; undertake undertook undertaken; undo undid undone; upset upset upset;
wake woke woken; wear wore worn; weave wove woven; weep wept wept; win won won; wind wound wound; withdraw withdrew withdrawn; write wrote written
`;

export interface IrregularVerb {
  readonly base: string;
  /** The usual form first. */
  readonly past: readonly string[];
  readonly participle: readonly string[];
}

export const IRREGULAR_VERBS: readonly IrregularVerb[] = TABLE.trim()
  .split(/;\s*/)
  .map((entry) => {
    const [base = '', past = '', participle = ''] = entry.trim().split(/\s+/);
    return { base, past: past.split('/'), participle: participle.split('/') };
  });
