/** What form a question asks for, and whether an answer has it: "where" wants a place, "why" a reason, "do you" a yes or no. */
import { lemmaOf } from '../language/lemma.js';
import { semanticClassesOf } from './semantic-classes.js';

export type QuestionForm = 'yesNo' | 'choice' | 'where' | 'when' | 'who' | 'why' | 'other';

const AUXILIARY = /^(?:do|does|did|is|are|was|were|have|has|can|could|would|will|should)$/;
const OPENERS = 12;

/** @param words of the question, lower case */
export function questionForm(words: readonly string[]): QuestionForm {
  const [first = '', second = ''] = words;
  if (words.includes('or') && (AUXILIARY.test(first) || first === 'which')) return 'choice';
  if (AUXILIARY.test(first)) return 'yesNo';
  if (first === 'where' || (first === 'which' && /^(?:place|country|city|town|part|room)s?$/.test(second)))
    return 'where';
  if (first === 'when' || (first === 'what' && second === 'time')) return 'when';
  if (first === 'how' && /^(?:often|long|soon|old|far|many|much|late|early)$/.test(second)) return 'when';
  if (first === 'who' || first === 'whose') return 'who';
  return first === 'why' ? 'why' : 'other';
}

/** Does the beginning of the answer look like one to a question of this form? Never false for forms that want nothing certain. */
export function hasForm(form: QuestionForm, words: readonly string[]): boolean {
  const opening = words.slice(0, OPENERS);
  const has = (pattern: RegExp): boolean => opening.some((word) => pattern.test(word));
  switch (form) {
    case 'yesNo':
      return has(
        /^(?:yes|yeah|yep|no|nope|not|sure|certainly|definitely|absolutely|sometimes|never|always|usually|maybe|perhaps|probably|depends|think|guess|suppose|course|honestly|both|.*n't)$/,
      );
    case 'choice':
      return has(/^(?:both|neither|prefer|rather|depends|either|definitely|would|i'd|usually|because)$/);
    case 'where':
      return has(/^(?:in|at|near|on|from|by|next|outside|inside|here|there|to|around|between|behind|opposite)$/);
    case 'when':
      return (
        has(/\d|^(?:once|twice|every|never|always|often|rarely|usually|sometimes|about|ago|when|since|for)$/) ||
        hasClass(opening, 'time')
      );
    case 'who':
      return (
        has(/^(?:he|she|they|we|with|alone|myself|nobody|everybody|someone|somebody|my|by)$/) ||
        hasClass(opening, 'family') ||
        hasClass(opening, 'people')
      );
    case 'why':
      return words.slice(0, 40).some((word) => /^(?:because|since|so|reason|reasons|to|for|as|cause|if)$/.test(word));
    case 'other':
      return true;
  }
}

function hasClass(words: readonly string[], name: 'time' | 'family' | 'people'): boolean {
  return words.some((word) => semanticClassesOf(lemmaOf(word)).includes(name));
}
