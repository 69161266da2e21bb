/**
 * Words and the prepositions that learners put after them. A preposition may also begin a time, a place or a manner ("I
 * can't concentrate in class", "it depends in part on you"), so those that often do are wrong only before certain objects.
 */
import { wordSet } from './word-set.js';
import { wordTable } from '../../../text/word-table.js';

export interface Governed {
  readonly wrong: ReadonlySet<string>;
  /** The right one, '' for none. */
  readonly right: string;
  /** The last noun of the object, or a pronoun, must be one of these; left out: anything but a time or a manner. */
  readonly before?: ReadonlySet<string>;
}

type Table = Readonly<Record<string, readonly Governed[]>>;

const any = (wrong: string, right: string): Governed => ({ wrong: wordSet(wrong), right });
const only = (wrong: string, before: ReadonlySet<string>, right: string): Governed => ({
  wrong: wordSet(wrong),
  right,
  before,
});

/** Stands for a verb in -ing, as the object. */
export const DOING_SOMETHING = '-ing';

/** Heads of phrases that say when, how or how much, whatever the word before takes: "of course", "to some extent", "from time to time". */
export const CIRCUMSTANCES = wordSet(`
  time times year years month months week weeks weekend weekends day days hour hours minute minutes second seconds moment moments morning mornings
  evening evenings afternoon afternoons night nights spring summer autumn fall winter season today tomorrow yesterday now then once future past
  end beginning start outset age childhood distance least most first last all long ever
  way ways extent degree extreme point course general particular principle theory practice part death surprise delight relief horror dismay
  cost detail length whole average purpose behalf occasion occasions scale level paper own accord late necessity exclusion turn return total
  name good free
`);

const STUDIED = wordSet(
  `studies study career goal goals dream dreams details problem problems grammar vocabulary pronunciation health family business thing things ${DOING_SOMETHING}`,
);
const DECIDING = wordSet(
  `weather situation person people mood what how who which where whether family money price budget character personality ${DOING_SOMETHING}`,
);
const RELIED_ON = wordSet(
  `parents parent family friends friend technology internet government people others machines computers them him her me us it ${DOING_SOMETHING}`,
);
const JOINED_IN = wordSet(
  'activity activities competition competitions contest contests event events project projects discussion discussions programme program sports sport election elections lessons',
);
const IMPROVED = wordSet(
  `society development growth success economy community environment world project family company country progress pollution ${DOING_SOMETHING}`,
);
const TROUBLES = wordSet(
  'problem problems challenge challenges difficulty difficulties issue issues reality fact facts situation situations obstacle obstacles',
);
const TOPICS = wordSet(
  'topic topics issue issues problem problems matter matters subject subjects question questions plan plans idea ideas politics it this that',
);
const SOMEBODY = wordSet(
  'people person man woman men women him her them us me friend friends boyfriend girlfriend husband wife student students parents family tourist tourists visitors customers foreigners doctor nurse teacher lawyer',
);
const OWN_THINGS = wordSet(
  'prices price weather noise food service traffic everything things something it job work salary',
);
const BUILDINGS = wordSet(
  'university college school room house building shop company office classroom hospital country city hotel bank church',
);
const ORGANISATIONS = wordSet('group team club army company university school course class gym me us them party');
const AIMS = wordSet(
  'goal goals target targets destination level agreement conclusion decision airport station home school success',
);
const HARMED = wordSet('health environment body people children skin society brain eyes life planet us me them');

/** Verbs, by base form. */
export const AFTER_VERBS: Table = wordTable({
  depend: [any('of from to', 'on'), only('in at with', DECIDING, 'on')],
  rely: [any('of to', 'on'), only('in at', RELIED_ON, 'on')],
  consist: [any('on from with', 'of')],
  participate: [any('to', 'in'), only('on', JOINED_IN, 'in')],
  concentrate: [any('to', 'on'), only('in at', STUDIED, 'on')],
  focus: [any('to about', 'on'), only('in at', STUDIED, 'on')],
  suffer: [any('of', 'from')],
  insist: [only('in for', wordSet(DOING_SOMETHING), 'on')],
  complain: [only('for on', OWN_THINGS, 'about')],
  apologize: [any('of', 'for')],
  apologise: [any('of', 'for')],
  belong: [any('for of', 'to')],
  succeed: [only('on', wordSet(`exam exams test job project ${DOING_SOMETHING}`), 'in')],
  worry: [any('of', 'about')],
  contribute: [only('for on in', IMPROVED, 'to')],
  discuss: [any('about', ''), only('on over', TOPICS, '')],
  mention: [any('about', ''), only('on', TOPICS, '')],
  describe: [any('about', '')],
  emphasize: [only('on about', wordSet('importance need point value fact problem problems'), '')],
  emphasise: [only('on about', wordSet('importance need point value fact problem problems'), '')],
  stress: [only('on', wordSet('importance need point value fact'), '')],
  affect: [any('to', ''), only('in on', HARMED, '')],
  reach: [only('to', AIMS, '')],
  consider: [any('about', '')],
  resemble: [any('to with like', '')],
  obey: [any('to', '')],
  approach: [any('to', '')],
  face: [only('to', TROUBLES, '')],
  answer: [only('to', wordSet('question questions phone call calls email emails letter letters message messages'), '')],
  attract: [only('to', SOMEBODY, '')],
  enter: [any('to', ''), only('in', BUILDINGS, '')],
  request: [any('for', '')],
  lack: [any('of', '')],
  contact: [only('to with', SOMEBODY, '')],
  join: [only('to', ORGANISATIONS, '')],
  visit: [any('to', '')],
  accompany: [only('with', SOMEBODY, '')],
  control: [only('on over', wordSet('it them us him her emotions feelings'), '')],
  contain: [any('of', '')],
  include: [any('of', '')],
});

/** Adjectives and nouns, as they are. */
export const AFTER_OTHERS: Table = wordTable({
  interested: [
    any('about of', 'in'),
    only(
      'on at to with for',
      wordSet(
        `art music sport sports football history science politics books languages english cooking fashion technology computers games films movies it them this that ${DOING_SOMETHING}`,
      ),
      'in',
    ),
  ],
  afraid: [any('from', 'of')],
  different: [any('of', 'from'), only('with', wordSet('country hometown culture city'), 'from')],
  similar: [any('with as of like', 'to')],
  capable: [any('to', 'of'), only('for in', wordSet(DOING_SOMETHING), 'of')],
  responsible: [any('of', 'for'), only('on', wordSet(`it them ${DOING_SOMETHING}`), 'for')],
  famous: [any('of', 'for')],
  full: [any('with', 'of')],
  aware: [any('about', 'of')],
  proud: [any('with', 'of'), only('from on', SOMEBODY, 'of')],
  fond: [any('with about to', 'of'), only('in', wordSet(DOING_SOMETHING), 'of')],
  keen: [any('of to', 'on'), only('in', wordSet(DOING_SOMETHING), 'on')],
  addicted: [
    any('with of', 'to'),
    only(
      'on in',
      wordSet('it them games game phone phones internet smoking alcohol drugs coffee television tv media'),
      'to',
    ),
  ],
  based: [any('of', 'on')],
  harmful: [only('on', HARMED, 'to')],
  worried: [any('of', 'about')],
  satisfied: [any('of', 'with')],
  addiction: [only('of', wordSet('drugs alcohol games internet phones smartphones gambling sugar'), 'to')],
  married: [only('with', SOMEBODY, 'to')],
});
