/** Speaking beside the other three skills of IELTS, which the candidate tells: what the whole test would come to. */
import { overallIelts, type SkillBands } from '../scoring/bands.js';
import type { TestScore } from '../scoring/types.js';
import { bandText } from './wording.js';

/** What the candidate has in the rest of IELTS, or hopes for: half bands. */
export type OtherSkills = Omit<SkillBands, 'speaking'>;

export type AllSkills = OtherSkills &
  (
    | { readonly rateable: true; readonly speaking: number; readonly band: number; readonly mean: number }
    | { readonly rateable: false; readonly reason: string }
  );

export function allSkillsOf(overall: TestScore['overall'], others: OtherSkills): AllSkills {
  if (!overall.rateable) return { ...others, rateable: false, reason: 'there is no Speaking band' };
  const speaking = overall.band;
  return { ...others, speaking, rateable: true, ...overallIelts({ ...others, speaking }) };
}

/** "All four skills (listening 7.0, ...): 6.5 (mean 6.63, ...)", or why not. */
export function allSkillsText(skills: AllSkills): string {
  const { listening, reading, writing } = skills;
  const others = `listening ${bandText(listening)}, reading ${bandText(reading)}, writing ${bandText(writing)}`;
  if (!skills.rateable) return `All four skills (${others}): not rateable, for ${skills.reason}.`;
  const { speaking, band, mean } = skills;
  return `All four skills (${others}, speaking ${bandText(speaking)}): ${bandText(band)} (mean ${mean.toFixed(2)} to the nearest half band, quarters up, as IELTS does)`;
}
