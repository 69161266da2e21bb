/** What nouns do: which have no plural, which need an article, which stand for people. Our own lists. */
import { wordSet } from './word-set.js';
import { wordTable } from '../../../text/word-table.js';

/** One spelling for both numbers, or a plural form that takes a singular verb: number says nothing. */
export const INVARIABLE = wordSet(`
  news politics aerobics darts dominoes billiards draughts economics mathematics maths physics statistics athletics gymnastics electronics ethics linguistics genetics series species
  means headquarters crossroads sheep fish deer quid aircraft spacecraft hovercraft offspring data media thanks lots works barracks gallows mumps measles diabetes
  works sports arts customs goods clothes savings earnings surroundings outskirts belongings headphones trousers jeans scissors glasses
  pants shorts pyjamas stairs congratulations times always perhaps ones others plus bus gas yes us this his as was is
  los christmas paris texas wales athens brussels netherlands philippines states united
`);

/** Ends in -s and is one thing all the same. */
export const NEVER_PLURAL = wordSet(
  'lens boss class glass business process access success stress illness address campus virus bus gas atlas canvas chaos',
);

/** Mass nouns that learners count: no "a" before them, no plural. */
export const UNCOUNTABLE = wordSet(`
  information advice homework housework furniture equipment luggage baggage music traffic weather money news research progress software hardware
  feedback evidence luck scenery transportation rice bread accommodation electricity pollution garbage rubbish trash permission fun
  knowledge health happiness jewellery jewelry machinery stuff clothing cash bread butter cheese milk flour sugar salt water air
  vocabulary leisure wealth poverty violence behaviour behavior courage patience peace nature intelligence unemployment employment
  internet mathematics tourism technology transport education entertainment energy freedom humidity sunshine snow rain
`);

/** Plural of a mass noun: wrong whatever stands around it. */
export const IMPOSSIBLE_PLURALS: ReadonlyMap<string, string> = new Map(
  words(`
    information advice homework housework furniture equipment luggage baggage music traffic weather money software hardware feedback
    evidence luck scenery transportation electricity pollution garbage rubbish permission knowledge jewellery machinery stuff clothing
    leisure poverty violence patience sunshine unemployment slang pollution happiness sheep deer police media offspring aircraft cattle transport
  `).map((noun) => [`${noun.endsWith('y') ? noun.slice(0, -1) + 'ies' : noun + 's'}`, noun] as const),
);

/** Plural put on a plural, or a regular ending on an irregular noun. */
export const WRONG_PLURALS: Readonly<Record<string, string>> = wordTable({
  childs: 'children',
  childrens: 'children',
  mans: 'men',
  mens: 'men',
  womans: 'women',
  womens: 'women',
  peoples: 'people',
  foots: 'feet',
  feets: 'feet',
  tooths: 'teeth',
  teeths: 'teeth',
  mouses: 'mice',
  wifes: 'wives',
  lifes: 'lives',
  knifes: 'knives',
  gooses: 'geese',
  phenomenons: 'phenomena',
  phenomenas: 'phenomena',
  criterias: 'criteria',
  datas: 'data',
  policemans: 'policemen',
  grandchilds: 'grandchildren',
});

/** Singular nouns that hardly ever stand without a determiner, outside set phrases. */
export const COUNT_NOUNS = wordSet(`
  accident account action activity actor actress adult adventure advertisement advantage age airport album animal answer apartment app apple argument article artist
  aspect aunt author baby bag ball banana band bank bar bathroom beach bear bicycle bike bill bird birthday boat book boss bottle box boy boyfriend brand bridge
  brother building bus bus-stop business businessman butterfly button cafe cake camera candidate car card career cartoon cat category celebration cell
  ceremony chair challenge champion change chance character chef child choice cinema citizen city class classmate client clock club coach coat colleague college colour
  color company competition competitor computer concept concert condition connection contest continent contract conversation cook corner cost country couple course cousin cow criminal crowd
  culture cup customer daughter day deadline debate decade decision degree dentist department desk detail device dictionary difference difficulty director
  disadvantage discount discovery disease dish doctor document dog doll door dormitory dream dress driver drug duty effect effort egg elephant elevator employee
  employer enemy engine engineer environment error event exam example exercise exhibition expert explanation eye face facility fact factor factory family fan
  farm farmer father fault feature feeling festival field film finger firm flat flight floor flower foreigner form friend game garden
  generation gift girl girlfriend glass goal government grandfather grandmother grandparent group guest guide guitar gym habit hall hand hat head
  hero hill hobby holiday hospital hotel hour house husband idea illness image improvement individual industry instrument interview invention island issue item
  jacket job joke journalist journey judge key kid kitchen lady lake lamp language laptop law lawyer leader leg lesson letter level library lie
  life lifestyle list location machine magazine mall man manager map market meal meeting member message method million mind minute mistake model moment
  month motorbike mountain mouse movie museum musician name neighbor neighbour neighborhood neighbourhood neighborhood network newspaper night noise note notebook novel
  number nurse object obstacle office officer opinion opportunity option organisation organization owner page painter painting pair palace parent park part partner party passenger passport
  path patient pen pencil person phone photo photograph photographer picture piece place plan plane planet plant player poem poet point policeman politician pool position
  possibility power-station present president price principle prize problem process product profession professional professor program programme project promise purpose quality question race
  reason recipe region relationship relative report reporter resource restaurant result rider right ring risk river road robot role room roommate rule salary schedule
  school scientist screen season seat secret secretary section sentence service shape ship shirt shop show side sign singer sister site situation size skill skirt smartphone
  soldier solution son song sound speaker specialist stadium stage star statement station step stick story stranger strategy street student studio style subject suggestion
  suit supermarket surprise symbol system table tablet talent task taxi teacher team technique teenager telephone television tent term test theater theatre theme theory thing thought
  ticket title tool topic tour tourist town toy tradition train trend trip truck tv type umbrella uncle uniform university user vacation valley value vegetable vehicle victim video
  view village visitor voice volunteer wall watch way weapon website wedding week weekend wheel wife window winner woman word worker workplace world writer year
  agency approach army assumption attempt award basement battery belt bench bomb branch budget bullet bureau captain ceiling century chapter cigarette
  circle claim coalition community consumer container corporation county creature crisis critic curtain deal desert dictator diploma district domain
  earthquake economist edge element episode essay estimate excuse executive expedition explorer explosion flag flaw forest foundation founder framework
  frontier gallery gap globe gun harbor hole horizon hunter immigrant incident insect intention investor kingdom landlord lecture lecturer legend
  lifetime listener loan lover manufacturer merchant miracle mirror moon motive nation nickname notion objective obligation observer official opponent
  outcome package passage pattern penalty period phase phenomenon pilot plot policy prediction presentation prisoner producer proposal proposition
  publisher reader researcher retailer ritual rival roof route scandal scene scholar sector seller servant shareholder shopper slogan snake source spot
  stomach stream supplier survey suspect tale tank target tendency thesis threat trader traveler traveller tree tribe trick universe vendor venture
  vessel viewer viewpoint virus voter warning weakness witness worm yard zone
`);

/** Singular nouns that mean one thing wherever they stand, whatever goes before them. */
export const STRICTLY_COUNTED = wordSet(`
  accident actor actress advertisement agency airport album animal apartment army article artist aspect assumption attempt attitude audience award baby
  bag ball basement beach bench bicycle bike bill bird bomb book boss bottle box boy branch brother bus businessman cafe camera candidate car cat
  category ceiling celebrity chair challenge chapter child cigarette citizen city classmate classroom club coach coat colleague competitor computer
  contest continent corporation country county couple cousin cup customer daughter decade decision deed dentist department desert desk destination
  device dictionary diploma director disadvantage district doctor document dog door driver employee employer engine engineer environment era estimate
  event exam excuse executive exhibition expedition expert explosion eye factor factory fan farmer finger flag foreigner framework friend
  gallery game gap garden generation gift girl girlfriend goal group guide gun harbor hat hero hill hobby horizon hospital hotel house husband idea
  image incident individual instrument intention invitation island issue jacket job journalist judge key kid kitchen lady lake landlord laptop lawyer
  lecture lesson library lifestyle lifetime list loan machine magazine mall manager map meal member message method miracle mirror mistake mood moon
  mountain movie museum musician nation neighbor neighborhood neighbour newspaper novel nurse object official opponent option owner package painter
  parent partner party passenger passport patient pattern penalty person phase phone photograph picture plane planet player plot poem politician pool
  problem product profession professor project proposal proposition question reader recipe region relationship requirement researcher restaurant rider
  river road robot roof scene scientist secretary sentence servant shirt shop singer sister situation smartphone soldier solution son song speaker
  specialist stadium statement statue stomach stranger student suggestion supermarket suspect task taxi teacher team teenager tendency theater theatre
  theme thief thing threshold tool topic tour tourist tower toy traveler traveller tree trip truck uncle universe university user valley variety
  vehicle vessel victim visitor volunteer wall weapon website wedding weekend wife window winner worker workforce world writer zone
`);

/** Work and other things that somebody "is a". */
export const ROLES = wordSet(`
  accountant actor actress adult architect artist athlete author baby banker boss boy businessman businesswoman chef child citizen coach cook dancer dentist designer developer director doctor
  driver employee engineer expert farmer father firefighter fisherman foreigner freshman girl guide hairdresser hero housewife journalist judge kid king lawyer leader librarian man manager
  mechanic member mother musician nurse officer painter parent person pharmacist photographer pilot player poet policeman politician professor programmer psychologist receptionist researcher salesman
  scientist secretary senior singer soldier student teacher teenager tourist translator vet volunteer waiter waitress winner woman worker writer
`);

/** Nouns for people, singular. */
export const PEOPLE = wordSet(`
  actor adult aunt baby boss boy boyfriend brother child classmate colleague cousin customer daughter dad doctor driver employee father friend girl girlfriend grandfather grandma
  grandmother grandpa guy husband kid man manager mom mother mum neighbor neighbour parent person player roommate singer sister son student teacher teenager tourist uncle wife woman worker
`);

/** Singular in form, treated as plural by many: no agreement error. */
export const COLLECTIVE = wordSet(`
  audience band board class club committee company council couple crew crowd department enemy family firm generation government group half
  jury kind lot majority management media military minority navy none number pair party percent percentage population press proportion public rest royalty sort staff team type university variety range youth orchestra school
  dozen hundred thousand million billion plenty remainder part bunch ton amount series trio choir
`);

/** Amounts that count as one: "two years is a long time". */
export const MEASURES = wordSet(`
  years year months weeks days hours minutes seconds dollars pounds euros yuan yen rupees miles kilometres kilometers metres meters kilos grams percent degrees cents inches feet litres times
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
