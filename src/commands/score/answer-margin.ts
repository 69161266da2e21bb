/** Of the sound before and after an answer's words, for its soft first and last sounds. Milliseconds. */
export const ANSWER_MARGIN_MS = 200;
