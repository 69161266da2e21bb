/**
 * Faults that the shipped fixtures must catch: one line of the compiled program changed at a time. `find` must occur
 * exactly once in its file, so that a mutation which no longer fits the code is noticed.
 */
export const MUTATIONS = [
  {
    name: 'endpointing: half the wait after a complete answer',
    file: 'engine/speech/endpointing.js',
    find: 'return settings.completeMs;',
    replace: 'return settings.completeMs / 2;',
  },
  {
    name: 'endpointing: an unfinished sentence ends the turn like a finished one',
    file: 'engine/speech/endpointing.js',
    find: "return 'incomplete';",
    replace: "return 'complete';",
  },
  {
    name: 'endpointing: twice the wait',
    file: 'engine/speech/endpointing.js',
    find: 'return silenceMs >= silenceAllowedMs(',
    replace: 'return silenceMs / 2 >= silenceAllowedMs(',
  },
  {
    name: 'barge-in: the examiner talks on',
    file: 'engine/session/session.js',
    find: 'this.#listener.ongoingSpeechMs >= INTERRUPTION_MS',
    replace: 'this.#listener.ongoingSpeechMs >= INTERRUPTION_MS * 100',
  },
  {
    name: 'barge-in: any sound stops the examiner',
    file: 'engine/session/session.js',
    find: 'const INTERRUPTION_MS = 320;',
    replace: 'const INTERRUPTION_MS = 0;',
  },
  {
    name: 'long turn: no limit',
    file: 'engine/speech/endpointing.js',
    find: 'answeringMs >= limits.limitFromFirstSpeechMs)',
    replace: 'answeringMs >= limits.limitFromFirstSpeechMs * 10)',
  },
  {
    name: 'long turn: stopped after one and a half minutes',
    file: 'engine/speech/endpointing.js',
    find: 'answeringMs >= limits.limitFromFirstSpeechMs)',
    replace: 'answeringMs >= limits.limitFromFirstSpeechMs * 0.75)',
  },
  {
    name: 'repeat: a question is never repeated',
    file: 'engine/exam/conversation.js',
    find: 'const MAXIMUM_REPEATS = 2;',
    replace: 'const MAXIMUM_REPEATS = 0;',
  },
  {
    name: 'repeat: a question is repeated without end',
    file: 'engine/exam/conversation.js',
    find: 'const MAXIMUM_REPEATS = 2;',
    replace: 'const MAXIMUM_REPEATS = 99;',
  },
  {
    name: 'rounding: the mean is rounded up',
    file: 'engine/scoring/bands.js',
    find: "rounding === 'down' ? Math.floor(mean * 2 + TINY) / 2",
    replace: "rounding === 'down' ? Math.ceil(mean * 2 - TINY) / 2",
  },
  {
    name: 'rounding: quarters go up by default',
    file: 'engine/scoring/bands.js',
    find: "rounding === 'down' ? Math.floor(mean * 2 + TINY) / 2",
    replace: "rounding === 'nearest' ? Math.floor(mean * 2 + TINY) / 2",
  },
];
