/** Answers in languages that have no list of function words here; weak English must stay rateable. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoreTurns } from '../../../src/commands/score/score-turns.js';
import { languagesOf } from '../../../src/engine/scoring/language/not-english.js';
import { turnOf } from './support/turns.js';

const FOREIGN: readonly (readonly [language: string, text: string])[] = [
  [
    'Swedish',
    'Jag bor i en liten stad nära havet och jag tycker mycket om att gå på promenader med min hund på kvällen.',
  ],
  [
    'Swedish',
    'ja alltså jag gillar verkligen att laga mat hemma med mina vänner och sen brukar vi titta på film tillsammans',
  ],
  [
    'Swedish with English',
    'Jag tycker om att spela football med mina vänner, och vi brukar chilla at home efter skolan, it is very nice, men ibland är det lite tråkigt när det regnar hela dagen',
  ],
  ['Dutch', 'Ik woon in een klein dorp dicht bij de stad en ik werk als leraar op een basisschool.'],
  [
    'Dutch with English',
    'Ik hou van gamen met my friends en soms gaan we chillen in the park, maar meestal blijf ik gewoon thuis want het weer is hier altijd slecht',
  ],
  ['German', 'früher haben wir draußen gespielt heute sitzen alle Kinder nur noch vor dem Bildschirm'],
  [
    'German with English',
    'Ich finde social media eigentlich ganz gut weil man mit friends in contact bleiben kann, but manchmal ist es auch ein bisschen too much',
  ],
  [
    'Italian',
    'secondo me oggi i ragazzi passano troppo tempo davanti allo schermo e dovrebbero uscire più spesso a giocare fuori con gli amici',
  ],
  ['Portuguese', 'quando era pequeno brincávamos sempre na rua depois da escola e só voltávamos para casa à noite'],
  [
    'Indonesian',
    'menurut aku anak zaman sekarang terlalu sering main hp jadi mereka jarang ngobrol sama keluarga di rumah',
  ],
  [
    'Indonesian with English',
    'Menurut saya online shopping itu lebih praktis because kita tidak perlu keluar rumah, and harganya juga kadang lebih murah',
  ],
  ['Turkish', 'Küçük bir şehirde ailemle birlikte yaşıyorum ve her sabah işe otobüsle gidiyorum.'],
  [
    'Turkish without its letters',
    'kucuk bir sehirde ailemle birlikte yasiyorum her sabah ise otobusle gidiyorum hafta sonlari arkadaslarimla bulusurum',
  ],
  [
    'Turkish with English',
    'ben genelde online alışveriş yapıyorum because daha ucuz oluyor ama bazen quality çok kötü geliyor so mağazadan almayı tercih ediyorum',
  ],
  ['Polish', 'myślę że dzisiaj dzieci spędzają za dużo czasu przed ekranem telefonu'],
  [
    'Polish with English',
    'zazwyczaj robię zakupy online because jest taniej ale czasami quality jest słaba and potem trzeba wszystko odsyłać do sklepu',
  ],
  ['Romanian', 'cred că în ziua de azi copiii petrec prea mult timp pe telefon și nu se mai joacă afară'],
  ['Czech', 'Bydlím v malém městě se svou rodinou a pracuji v obchodě už dva roky.'],
  [
    'Hindi',
    'mujhe lagta hai ki aaj kal ke bachche phone par bahut zyada samay bitate hain aur bahar khelne nahi jaate',
  ],
  [
    'Tagalog',
    'Nakatira ako sa isang maliit na bayan kasama ang aking pamilya at gusto ko talagang magluto tuwing gabi.',
  ],
];

const WEAK_ENGLISH = [
  'my hobby football i like play football with friend every sunday play football very good very happy',
  'football basketball tennis badminton swimming running cycling yoga gym every day after school sport good healthy',
  'father teacher mother doctor brother student university computer science beijing shanghai guangzhou work hard make money',
  'i live hangzhou city zhejiang province my home near west lake have many tree beautiful flower spring summer autumn',
  'diwali holi navratri raksha bandhan many festival family together eat sweet gulab jamun jalebi samosa light candle',
  'my favourite singers are shreya ghoshal arijit singh sonu nigam kumar sanu udit narayan alka yagnik and lata mangeshkar',
  'in my country peru we eat ceviche lomo saltado aji de gallina arroz con pollo and we drink chicha morada',
  'my favourite players are ronaldo messi neymar mbappe haaland modric kroos vinicius and lewandowski',
  'maybe uh beijing shanghai guangzhou shenzhen hangzhou nanjing chengdu chongqing wuhan very big',
];

describe('the language of an answer', () => {
  it.each(FOREIGN)('%s is not English: %s', (_, text) => {
    expect(languagesOf([text])).not.toContain(null);
  });

  it.each(WEAK_ENGLISH)('weak English is English: %s', (text) => {
    expect(languagesOf([text])).toEqual([null]);
  });

  it('short answers are judged together, and among English ones stay', () => {
    const swedish = ['ja det tycker jag', 'min bror är läkare', 'vi åkte till Norge', 'på sommaren brukar vi bada'];
    expect(languagesOf(swedish)).toEqual(swedish.map(() => 'another language'));
    expect(
      languagesOf(['Jollof rice.', 'Yes, I do.', 'Because it is cheap.', 'With my mother and my friends, every day.']),
    ).toEqual([null, null, null, null]);
    expect(languagesOf(['Jollof rice.', '', 'Okonkwo Chukwuemeka'])).toEqual([null, null, null]);
  });

  it.skipIf(!existsSync('../shared/data/jfleg'))(
    "learners' sentences and read speech are English, one by one and joined",
    () => {
      const lines = (path: string): readonly string[] => readFileSync(`../shared/data/${path}`, 'utf8').split('\n');
      const read = lines('speechocean762/ratings.tsv')
        .slice(1)
        .map((line) => (line.split('\t')[5] ?? '').toLowerCase());
      const joined = read.map((_, index) => read.slice(index, index + 3).join(' '));
      const texts = [...lines('jfleg/dev.src'), ...lines('jfleg/dev.spellchecked.src'), ...read, ...joined];
      expect(texts.length).toBeGreaterThan(4000);
      expect(texts.filter((text) => languagesOf([text])[0] !== null)).toEqual([]);
    },
  );

  it('a test in Swedish is not rateable, and says why', async () => {
    const swedish = FOREIGN.filter(([language]) => language === 'Swedish').flatMap(([, text]) => [text, text, text]);
    const turns = swedish.map((text, index) => turnOf(text, { turnId: `t${String(index)}`, typed: true }));
    const { score } = await scoreTurns(turns, { aligner: null, grammar: null, modelRater: null });
    const reason =
      'The answers seem to be in another language, or a list of rare words: they are no English sentences.';
    expect(score.criteria.lexical).toEqual({ rateable: false, reason });
    expect(score.criteria.grammar).toEqual({ rateable: false, reason });
    expect(score.overall.rateable).toBe(false);
  });

  it('one word over and over is no language: how a recogniser writes down a sound', () => {
    expect(languagesOf([`ah ${'da '.repeat(40)}`, 'zzz '.repeat(40)])).toEqual([null, null]);
  });
});
