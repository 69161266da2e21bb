/**
 * How long a conversation bears to wait for a provider. All in milliseconds. They follow from one figure: whatever
 * fails, a candidate who has finished an answer hears the examiner within 4 s of their last sound. Endpointing takes 0.9 to
 * 1.4 s of that after an answer that sounds complete, so 2.4 s are left for everything that goes wrong; after one that
 * does not, the session says how much is left.
 */

/** What failures may cost one answer, all ports together: see {@link Patience}. */
export const PATIENCE_MS = 2_400;

/** The embedded voice, or the embedded recogniser on what is left of a turn: kept back of every deadline. */
export const LAST_RESORT_MS = 350;

/** To the first sound of a line. Streaming voices begin within 0.1 to 0.6 s; later than this is an outage. */
export const SPEECH_FIRST_BYTE_MS = 2_000;

/** To the first token of an answer. Hosted models begin within 0.2 to 1 s. */
export const MODEL_FIRST_BYTE_MS = 2_000;

/** Between two pieces of sound. They come faster than they are played, so this much silence means that no more will come. */
export const SPEECH_STALL_MS = 1_000;

/** Between two tokens: models pause before a tool call, voices do not. */
export const MODEL_STALL_MS = 1_500;

/** For the first request after a breaker was open: the one that finds out should not wait as long as the ones before. */
export const PROBE_FIRST_BYTE_MS = 1_000;

/** Less time than this is not worth a request that costs money. */
export const SHORTEST_ATTEMPT_MS = 300;

/** Repeats of one request with one provider before the next is asked: one hides a hiccup, more are heard as a pause. */
export const RETRIES = 1;

/** Before the first repeat; doubled for each further one, half of it by chance so that clients do not come back at once. */
export const RETRY_DELAY_MS = 150;
export const LONGEST_RETRY_DELAY_MS = 600;

/** Failures one after another that open a breaker. A single timeout opens it: each costs the candidate two seconds. */
export const FAILURES_UNTIL_OPEN = 2;

/** How long an open breaker keeps requests away: doubled each time the probe fails. */
export const OPEN_MS = 10_000;
export const LONGEST_OPEN_MS = 120_000;

/** A wrong key or an empty account does not mend itself during a test, but may be mended by the person. */
export const OPEN_AFTER_FATAL_MS = 600_000;
