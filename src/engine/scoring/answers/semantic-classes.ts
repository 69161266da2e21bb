/** What words are about: classes of everyday meaning, in dictionary forms. Our own lists, from the topics of speaking tests. */

export const SEMANTIC_CLASSES = {
  home: `wash dish laundry tidy brush shower bath tooth mirror fridge home house flat apartment room bedroom kitchen bathroom garden balcony window door floor wall roof furniture sofa bed table chair lamp rent landlord
    building block stairs lift cosy comfortable live accommodation garage curtain shelf key move upstairs downstairs cellar dormitory roommate flatmate
    attic basement blanket carpet cushion drawer duvet hall heating ladder mattress oven pillow pipe radiator sink socket stove
    tap toilet towel vacuum wardrobe`,
  place: `lift stairs bench harbor harbour shade lively town city village country place area district neighbourhood street road square centre suburb capital coast island mountain hill valley north south east west
    northern southern eastern western local region abroad market church bridge tower castle harbour port square rural urban countryside map landmark quiet crowded
    located location visitor tourist sight population inhabitant hometown`,
  family: `boy girl family mother father mum dad parent brother sister son daughter child kid baby grandmother grandfather grandma grandpa grandparent uncle aunt cousin
    husband wife relative nephew niece married marriage sibling generation teenager adult`,
  people: `smile greet hello respect serve politeness friend neighbour colleague classmate teacher stranger community guest host visitor customer boss manager owner friendly polite kind helpful patient
    together group team relationship trust respect company crowd public somebody elderly young neighbor resident citizen society`,
  work: `work job office company career boss colleague salary money business factory engineer doctor nurse teacher lawyer driver waiter manager meeting shift
    employee employer task project deadline client customer computer report desk staff profession qualified skill retire hire earn overtime interview duty experience
    apply appointment assistant boardroom bonus branch contract coworker department employment entrepreneur freelance industry
    invoice payroll pension programmer promotion promote retirement secretary spreadsheet trainee union unemployed wage workplace`,
  study: `engineer engineering civil study school university college class lesson teacher student exam course degree subject homework learn mathematics math history science chemistry physics biology
    library campus lecture professor grade mark education knowledge pupil textbook essay graduate notes revise teach training practice academic
    assignment classroom curriculum diploma dormitory educate freshman graduation kindergarten laboratory literacy lecturer
    master pass philosophy psychology scholarship semester seminar statistics thesis tuition tutor undergraduate`,
  food: `bottle cup fridge food eat cook meal breakfast lunch dinner kitchen restaurant recipe bread rice meat fish chicken soup salad vegetable fruit cheese egg cake sugar salt pepper spice sauce
    taste delicious fresh hungry market supermarket bake fry boil oven noodle pasta pizza potato tomato onion apple drink coffee tea water milk bakery dish ingredient
    knife pan pot plate spicy sweet sour healthy diet snack chocolate garlic chop
    almond banana barbecue beef beer berry biscuit bowl butter cabbage carrot cereal cherry cinnamon cream cucumber curry dessert
    dumpling flour fork fried ginger grape grill honey jam juice lamb lemon lentil mango melon menu mushroom nut oil olive orange
    pancake peach peanut pear pie plum pork prawn roast salmon sandwich sausage seafood spinach spoon steak stew strawberry tofu
    tuna vinegar waiter wine yoghurt yogurt`,
  buying: `wallet compare price buy shop shopping store market supermarket price cheap expensive money pay sell cost discount sale brand customer bag online delivery order product goods bargain owner
    spend save budget cash card afford receipt counter
    basket bill boutique cashier catalogue checkout coin credit debt fee fashionable grocer grocery label luxury mall merchandise
    payment purchase purse refund retail retailer seller shopkeeper trade voucher warehouse wholesale`,
  travel: `pack tent camp desert museum travel trip journey holiday vacation visit tourist airport plane fly hotel abroad passport luggage suitcase beach sightseeing tour ticket country guide flight train
    destination explore backpack map direction route
    airline airplane arrival baggage arrive boarding border camping customs depart departure gate hostel itinerary jet landmark resort
    runway souvenir terminal tourism traveller visa voyage`,
  transport: `bus train car bike bicycle underground metro tram taxi drive ride station stop ticket traffic road driver passenger seat platform delay late crowded jam lane
    parking motorbike cycle commute transport vehicle wheel pavement walk
    aeroplane airbag ambulance automobile brake bumper cab carriage coach commuter crossing engine fare ferry fuel gear
    helicopter helmet highway horn junction lorry motor motorway pedestrian petrol rail railway roundabout rush scooter signal
    subway timetable truck tunnel tyre van`,
  nature: `pool rock path nature tree forest wood mountain river lake sea ocean beach flower plant grass garden park bird animal leaf seed grow green field hill wave boat swim fish shore coast
    sand stone soil sun earth water bank environment wildlife countryside butterfly insect bee rose tulip cactus pot bush branch
    bloom blossom bud cave cliff daisy desert farm fern flood glacier herb jungle lily meadow moss mud oak orchid pine plain pond
    rainforest root sunflower trunk valley volcano waterfall weed`,
  weather: `weather rain sun snow wind cloud storm hot cold warm cool dry wet umbrella season summer winter spring autumn temperature sky degree sunny rainy cloudy windy
    humid freezing ice thunder coat raincoat moon star night bright blue grey gray sunset sunrise
    blizzard breeze celsius drizzle fog foggy frost hail heat lightning mild mist monsoon puddle rainfall shade shower stormy
    sunshine thunderstorm`,
  animals: `animal dog cat bird horse cow sheep pig fish fox pet zoo wild sing feather wing nest pigeon sparrow parrot owl eagle chicken duck seagull mouse rabbit bear feed puppy insect squirrel crow
    ant bat bee butterfly calf camel claw crab deer dolphin donkey elephant fly frog fur giraffe goat goose hamster hen kitten
    lamb lion lizard monkey mosquito paw penguin rat shark snake spider tail tiger turtle whale wolf worm zebra`,
  music: `podcast music song sing singer band concert guitar piano instrument violin drum listen melody tune rhythm jazz rock pop classical lyrics radio headphones dance loud album
    choir orchestra playlist sound hear noise voice
    accordion bass beat cello chord clarinet composer conductor disco drummer flute harmony keyboard opera pianist rap rehearsal
    saxophone soundtrack symphony trumpet ukulele vocal`,
  art: `art paint painting picture draw photo photograph camera museum gallery film movie theatre actor play colour color design artist performance stage audience cinema dance
    image album frame lens phone selfie smile bright red blue green yellow black white pink purple orange brown beautiful
    actress animation brush canvas cartoon ceramic costume curtain director documentary drama easel exhibit exhibition fashion
    graffiti illustration installation musical oil painter photographer portrait poster scene sculptor sculpture sketch statue
    theater watercolour`,
  reading: `read book novel story library writer author page newspaper magazine article poem bookshop chapter comic fiction history character plot literature print bookstore kindle`,
  writing: `write letter pen pencil paper note notebook handwriting hand diary type keyboard message email list spell card postcard signature ink draw sign word form neat`,
  language: `language English word speak learn vocabulary grammar translate translation foreign accent pronounce pronunciation Spanish French German Chinese Italian Japanese Arabic
    dialect native speaker phrase mean meaning mother tongue fluent bilingual sentence conversation communicate`,
  talk: `joke joking imitate news talk speak call phone message text chat conversation discuss email video voice answer reply contact internet app communicate ring mobile advice listen argue tell misunderstand
    question online conversation joke laugh funny story`,
  technology: `button type press washing computer phone internet app website device screen smartphone laptop machine robot technology digital online software battery electric electricity tool camera video
    program social media network data artificial intelligence television tablet charge google gadget
    application browser cable download electronic email engine engineer hardware icon login lens monitor mouse offline password
    pixel printer processor scanner server streaming upload user virus wifi wireless`,
  sport: `pool hike hiking ski tent sport play game football basketball tennis swim run gym exercise team win lose match player ball race competition train coach fit walk cycle yoga score goal bicycle
    running swimming fitness climb marathon athlete stadium champion hockey volleyball cricket badminton
    arena athletic athletics baseball basket boxing captain championship climber cycling defender dive goalkeeper golf gymnast
    gymnastics jog jogging judo karate kick league medal olympic opponent pitch racket referee rugby runner sail skate skating
    snowboard squad striker surf surfing swimmer tournament training wrestling`,
  games: `game play card chess board video computer puzzle win lose rule player toy dice monopoly console online fun competition childhood compete cheat`,
  health: `health healthy doctor hospital ill sick medicine body exercise diet pain stress stressed sleep tired rest relax relaxing energy mental fresh fit nurse headache weight heart breathe
    ache allergy ambulance ankle anxiety appetite bandage blood bone breath burn cancer clinic cough cure dentist disease dizzy
    fever flu illness infection injury insurance knee lung medical muscle operation patient pill physical pulse recover recovery
    sneeze sore stomach surgeon surgery symptom temperature therapy throat treatment vaccine vitamin wound wrist`,
  rest: `teeth tooth brush shower sleep bed night dream wake tired rest nap morning alarm clock pillow relax bedtime insomnia late early lazy evening snore weekend quiet holiday hour asleep`,
  time: `time hour minute day week month year morning evening night afternoon weekend today yesterday tomorrow early late clock date schedule plan punctual deadline daily
    weekly monday tuesday wednesday thursday friday saturday sunday wait hurry busy moment habit routine calendar appointment alarm once twice`,
  plan: `plan list organise organize write forget remember schedule calendar reminder note task goal decide decision prepare diary app busy order arrange choose choice`,
  clothes: `trainer pair dark match hair clothes shoe shirt dress skirt trousers jacket coat hat sock wear fashion style bag boot uniform suit jeans sweater size trainers sneaker leather backpack handbag
    pocket heel sandal slipper foot carry wallet key fashionable
    belt blouse bracelet button cap cardigan collar cotton denim earring glove helmet jewellery jumper lace linen necklace outfit
    pants perfume pyjamas raincoat ring scarf silk sleeve stocking sunglasses swimsuit tailor tie underwear vest wool zip`,
  feelings: `happy sad angry afraid fear nervous worried surprised excited bored lonely proud embarrassed feel feeling mood emotion laugh cry smile enjoy love hate relax calm
    funny joke fun humour comedy scared miss comfortable annoyed frustrated grateful peaceful`,
  memory: `remember memory forget past history old childhood young ago childhood used grandparent tradition traditional ancient museum souvenir photograph century keep story old-fashioned`,
  celebration: `party festival celebration celebrate birthday wedding christmas year gift present guest invite invitation family dance music cake ceremony tradition event fireworks host
    anniversary balloon banquet bride candle carnival costume easter eve feast groom honeymoon lantern parade ramadan ritual
    surprise toast wrap`,
  society: `organisation institution migrant government law rule public police tax politics politician election society citizen rights crime environment pollution climate waste recycle energy problem solution
    rich poor equal freedom community volunteer charity culture economy council
    authority campaign citizenship congress democracy discrimination economic emission equality flood global immigrant
    immigration inequality justice mayor minister minority nation parliament policy population poverty president prime prison
    recycling refugee regulation rural senate social urban unemployment vote voter war welfare`,
  making: `carpet pottery sew button make repair mend fix build tool hand wood sew knit paint machine broken wheel glue hammer craft handmade material replace skill metal needle cut paper create workshop`,
} as const satisfies Readonly<Record<string, string>>;

export type SemanticClass = keyof typeof SEMANTIC_CLASSES;

const classesOf = new Map<string, SemanticClass[]>();
for (const [name, words] of Object.entries(SEMANTIC_CLASSES) as [SemanticClass, string][]) {
  for (const word of new Set(words.toLowerCase().trim().split(/\s+/))) {
    classesOf.set(word, [...(classesOf.get(word) ?? []), name]);
  }
}

/** Classes of a dictionary form; empty for words that fit anywhere. */
export function semanticClassesOf(lemma: string): readonly SemanticClass[] {
  return classesOf.get(lemma) ?? [];
}
