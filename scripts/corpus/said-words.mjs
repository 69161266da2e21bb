/**
 * A cassette of a recogniser that makes no mistakes: the words that were synthesised, each told a little after its end. With it a corpus
 * is replayed in seconds, and what is measured is turn-taking alone; `replay --record` puts a real recogniser in its place.
 */
import { audioHash } from '../../dist/engine/replay/cassette/keys.js';
import { cassetteText } from '../../dist/engine/replay/cassette/cassette-text.js';
import { emptyHeader, sourceOf } from '../../dist/engine/replay/cassette/format.js';

/** A streaming recogniser says a word so long after it ended. */
const TOLD_AFTER_MS = 300;
/** So much sound before the first word belongs to a turn. */
const LEAD_MS = 300;

/** @param answers with their samples and pieces: `{ text, startMs, endMs }`, between which is silence */
export function saidCassette(answers) {
  const header = {
    ...emptyHeader({
      audio: audioHash(
        answers.map(({ samples }) => samples),
        {},
      ),
    }),
    speechToText: { ...sourceOf('as-said'), partials: true, wordTimes: true, confidences: false, endOfTurn: false },
  };
  return cassetteText({ header, messages: answers.flatMap(({ pieces }, index) => messagesOf(pieces, index + 1)) });
}

function messagesOf(pieces, turn) {
  const words = pieces.flatMap(wordsOf);
  const texts = words.map(([text]) => text);
  const sentMs = words.at(-1)[2] + TOLD_AFTER_MS;
  return [
    ...words.map(([, , endMs], at) => ({
      type: 'partial',
      turn,
      sentMs: endMs + TOLD_AFTER_MS,
      text: texts.slice(0, at + 1).join(' '),
    })),
    { type: 'final', turn, answer: turn, sentMs, text: texts.join(' '), confidence: null, words },
  ];
}

/** Words take their share of a piece by their letters. */
function wordsOf({ text, startMs, endMs }) {
  const words = text.toLowerCase().match(/[a-z']+/g);
  const letters = words.join('').length;
  let said = 0;
  return words.map((word) => {
    const at = (count) => Math.round(LEAD_MS + startMs + ((endMs - startMs) * count) / letters);
    const from = said;
    said += word.length;
    return [word, at(from), at(said), null];
  });
}
