/**
 * How speakers of four levels hesitate. Pauses per minute inside clauses, the mean length of all silent pauses and the share of them at
 * clause boundaries: Tavakoli, Nakatsuhara and Hunter (Modern Language Journal 2020; Aptis, pauses from 250 ms) and Yan, Kim and Kim for
 * the shares. At boundaries learners pause as long as native speakers, only inside utterances longer (de Jong 2016, IRAL 54; Kahng
 * 2014; the same of interviews in Huensch 2023, SSLA), so that the boundaries' mean is that of C1, whose pauses are mostly there.
 * Lengths are log-normal (Campione and Veronis 2002); the spread of the logarithm is our reading of their histograms.
 */
export const LEVELS = {
  A2: { perMinuteInside: 7.5, meanPauseMs: 1420, boundaryShare: 0.22, stretch: 1.3 },
  B1: { perMinuteInside: 6.3, meanPauseMs: 630, boundaryShare: 0.39, stretch: 1.2 },
  B2: { perMinuteInside: 4.0, meanPauseMs: 560, boundaryShare: 0.66, stretch: 1.1 },
  C1: { perMinuteInside: 4.3, meanPauseMs: 540, boundaryShare: 0.75, stretch: 1.05 },
};

const BOUNDARY_MEAN_MS = 540;
const LOG_SPREAD = 0.6;
const SHORTEST_PAUSE_MS = 250;
/** Nobody in an exam is silent for longer in the middle of an answer, or the examiner may take it for the end. */
const LONGEST_PAUSE_MS = 4000;
const WORDS_A_MINUTE = 130;
/** Pauses inside clauses that begin with "um" or "er"; judgement. */
const FILLED = 0.3;
/** A restart: the last word is said again behind the pause; judgement. */
const RESTARTED = 0.15;

/** Places an answer's pauses: `{ text, pauseMs, place }` in order, the last with none. `place` is inside or boundary. */
export function hesitate(answer, level, random) {
  const { perMinuteInside, boundaryShare } = LEVELS[level];
  const insideChance = perMinuteInside / WORDS_A_MINUTE;
  const words = answer.split(' ');
  const boundaries = words.filter((word, index) => word === '/' || endsSentence(word, index, words)).length;
  const inside = words.length * insideChance;
  // So many pauses at boundaries that their share is that of the level.
  const boundaryChance = Math.min(1, (inside * boundaryShare) / (1 - boundaryShare) / Math.max(1, boundaries));
  const pieces = [];
  let piece = [];
  const stop = (place) => {
    pieces.push({ text: piece.join(' '), pauseMs: pauseLength(level, place, random), place });
    piece = [];
  };
  for (const [index, word] of words.entries()) {
    if (word === '/') {
      if (random() < boundaryChance) stop('boundary');
      continue;
    }
    piece.push(word);
    if (endsSentence(word, index, words)) {
      // Between sentences everybody breathes.
      stop('boundary');
    } else if (index < words.length - 1 && words[index + 1] !== '/' && random() < insideChance) {
      if (random() < FILLED) piece.push(random() < 0.5 ? 'um' : 'er');
      stop('inside');
      if (random() < RESTARTED) piece.push(word);
    }
  }
  return [...pieces, { text: piece.join(' '), pauseMs: 0 }];
}

function endsSentence(word, index, words) {
  return index < words.length - 1 && /[.?!]$/.test(word);
}

/** In milliseconds. */
export function pauseLength(level, place, random) {
  const { meanPauseMs, boundaryShare } = LEVELS[level];
  const mean =
    place === 'boundary' ? BOUNDARY_MEAN_MS : (meanPauseMs - boundaryShare * BOUNDARY_MEAN_MS) / (1 - boundaryShare);
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const length = mean * Math.exp(LOG_SPREAD * normal - LOG_SPREAD ** 2 / 2);
  return Math.round(Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, length)));
}
