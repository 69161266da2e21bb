/** Which form of a verb goes after which word. Our own lists, by base form. */
import { wordSet } from './word-set.js';

/** Take "to" and a verb: "want to go". */
export const TO_TAKERS = wordSet(
  'want need hope decide plan agree refuse promise expect manage afford offer learn wish pretend tend attempt intend would able',
);
/** Take "to" and never a verb in -ing. */
export const NEVER_TO_ING = wordSet(
  'want need hope decide plan try refuse promise expect manage wish tend able going have easy hard difficult important',
);
/** Take a verb in -ing: "enjoy reading". */
export const ING_TAKERS = wordSet(
  'enjoy avoid finish suggest recommend practise practice dislike imagine consider mind keep deny risk',
);
/** Take a person and a bare verb: "let him go". */
export const BARE_TAKERS = wordSet('let make');
export const PERSONS = wordSet(
  'me him us them you her people everyone everybody someone somebody children students kids students parents myself yourself themselves',
);
/** Never passive: "it was happened" is wrong. */
export const NEVER_PASSIVE = wordSet(
  'happen occur appear disappear die exist arrive belong consist depend seem fall arise emerge last rise sleep laugh smile cry',
);
/** Common verbs that are hardly ever nouns: after a preposition they need -ing. */
export const NOT_NOUNS = wordSet(`
  make get improve learn become be have take give think understand keep bring choose create develop earn eat avoid achieve solve teach speak write
  reduce save enjoy meet communicate relax protect provide prepare prevent explain decide live tell say ask go come see hear know buy sell build grow forget remember
  send receive spend describe discuss encourage educate entertain explore express follow happen handle identify imagine include increase inform invite join
  maintain operate participate produce promote realize realise recognize remain remove replace require satisfy share sit stand succeed suffer suggest survive throw treat
  carry catch collect compare complete concentrate consider consume continue contribute discover
  accept achieve add afford allow analyze apply arrange assume attend attract believe belong borrow broaden calculate combine compete complain confuse connect convince cope criticize defend deliver deny depend destroy
  determine differ disagree disappear eliminate employ enable enhance ensure enjoy enter establish evaluate examine exist expand extend finish gather hire ignore impress install introduce invent invest involve listen lose
  mention modify motivate observe obey obtain occur organize overcome perform persuade pollute possess practise predict prefer preserve pretend proceed prove publish punish pursue recommend recycle refer refuse reject relate rely
  remind repeat represent resist resolve respond restrict reveal satisfy save seek select serve specialize stimulate strengthen teach tolerate translate vary wear
`);
/** Verbs of liking and the like that learners strengthen with "very". */
export const NOT_AFTER_VERY = wordSet(
  'like love enjoy want hate miss need agree prefer hope appreciate respect support admire dislike believe understand recommend',
);
