/**
 * Faults that the shipped fixtures must catch: one line of the compiled program changed at a time. `find` must occur
 * exactly once in its file, so that a mutation which no longer fits the code is noticed.
 */
export const MUTATIONS = [
  {
    name: 'endpointing: half the wait after a complete answer',
    file: 'engine/speech/endpointing.js',
    find: 'const waitMs = waitAfter(sounds, observation, settings, pauses);',
    replace: "const waitMs = waitAfter(sounds, observation, settings, pauses) / (sounds === 'complete' ? 2 : 1);",
  },
  {
    name: 'endpointing: an unfinished sentence ends the turn like a finished one, the words count for nothing',
    file: 'engine/speech/endpointing.js',
    find: "return text === ''",
    replace: 'return text !== null',
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
    find: 'listener.ongoingSpeechMs < INTERRUPTION_MS',
    replace: 'listener.ongoingSpeechMs < INTERRUPTION_MS * 100',
  },
  {
    name: 'barge-in: any sound stops the examiner',
    file: 'engine/session/session.js',
    find: 'listener.ongoingSpeechMs < INTERRUPTION_MS',
    replace: "conductor.interrupt('candidate') !== undefined",
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
    file: 'engine/exam/asked-question.js',
    find: 'const MAXIMUM_REPEATS = 2;',
    replace: 'const MAXIMUM_REPEATS = 0;',
  },
  {
    name: 'repeat: a question is repeated without end',
    file: 'engine/exam/asked-question.js',
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
  {
    name: 'rounding: a criterion is cut down to a whole band',
    file: 'engine/scoring/bands.js',
    find: 'Math.floor(raw + 0.5 + TINY)',
    replace: 'Math.floor(raw + TINY)',
  },
  {
    name: 'rounding: the nearest half is the half below',
    file: 'engine/scoring/bands.js',
    find: 'Math.floor(value * 2 + 0.5 + TINY) / 2',
    replace: 'Math.floor(value * 2 + TINY) / 2',
  },
  {
    name: 'failover: nobody takes over',
    file: 'providers/resilience/failover.js',
    find: 'if (member === null || tried.has(member))',
    replace: 'if (member !== undefined || tried.has(member))',
  },
  {
    name: 'failover: a recogniser that broke off is not asked again',
    file: 'providers/resilience/recognition/resilient-recognition.js',
    find: 'if (!error.retryable || failures > 1)',
    replace: 'if (failures > 0)',
  },
  {
    name: 'failover: what was said before the failure is lost',
    file: 'providers/resilience/recognition/turn-buffer.js',
    find: 'Math.min(this.#frames.length, Math.floor(fromMs / FRAME_MS))',
    replace: 'this.#frames.length',
  },
  {
    name: 'failover: nobody hears of it',
    file: 'providers/resilience/failover.js',
    find: 'if (known?.kind !== error.kind)',
    replace: 'if (known?.kind === "none")',
  },
  {
    name: 'failover: a voice that breaks off ends the line',
    file: 'providers/resilience/voice/resilient-voice.js',
    find: "return rest === '' ? 'finished' : rest;",
    replace: "return 'finished';",
  },
];
