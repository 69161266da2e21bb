/** Classes of the ARPAbet phones by manner of articulation. */
export type PhoneClass = 'vowel' | 'fricative' | 'stop' | 'nasal' | 'approximant' | 'silence';

const CLASSES: readonly (readonly [PhoneClass, string])[] = [
  ['vowel', 'AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'],
  ['fricative', 'CH DH F HH JH S SH TH V Z ZH'],
  ['stop', 'B D G K P T'],
  ['nasal', 'M N NG'],
  ['approximant', 'L R W Y'],
];

const BY_PHONE: ReadonlyMap<string, PhoneClass> = new Map(
  CLASSES.flatMap(([name, phones]) => phones.split(' ').map((phone) => [phone, name] as const)),
);

/** Affricates count as fricatives; anything that is no phone is silence. */
export function phoneClass(phone: string): PhoneClass {
  return BY_PHONE.get(phone) ?? 'silence';
}
