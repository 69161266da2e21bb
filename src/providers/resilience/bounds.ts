/**
 * How long a conversation can wait for a provider, in milliseconds. All bounds follow from one figure: whatever fails, a
 * candidate who has finished an answer hears the examiner within 4 s of their last sound. After an answer that sounds
 * complete, endpointing takes 0.9 to 1.4 s of that, so 2.4 s are left for failures. After any other answer, the session says
 * how much is left.
 */

/** The time that failures of all ports together may cost one answer: see {@link Patience}. */
export const PATIENCE_MS = 2_400;

/** Reserved in every deadline for the embedded voice, or the embedded recogniser on the rest of a turn. */
export const LAST_RESORT_MS = 350;

/** Until the first sound of a line. Streaming voices begin within 0.1 to 0.6 s; anything later than this is an outage. */
export const SPEECH_FIRST_BYTE_MS = 2_000;

/** Until the first token of an answer. Hosted models begin within 0.2 to 1 s. */
export const MODEL_FIRST_BYTE_MS = 2_000;

/** Between two chunks of audio. Chunks arrive faster than they are played, so after this long no more will come. */
export const SPEECH_STALL_MS = 1_000;

/** Between two tokens: models pause before a tool call, voices do not. */
export const MODEL_STALL_MS = 1_500;

/** Until the first answer to a probe, the first request after the breaker was open: shorter, as it may well fail again. */
export const PROBE_FIRST_BYTE_MS = 1_000;

/** With less time left than this, no request is made: it would cost money and most likely fail. */
export const SHORTEST_ATTEMPT_MS = 300;

/** Repeats of a request before the next provider is asked. One hides a hiccup; more would be heard as a pause. */
export const RETRIES = 1;

/** Wait before the first repeat, doubled for each further one. Half of it is random, so that clients do not all return at once. */
export const RETRY_DELAY_MS = 150;
export const LONGEST_RETRY_DELAY_MS = 600;

/** Consecutive failures that open a breaker. A single timeout opens it as well, since each costs the candidate two seconds. */
export const FAILURES_UNTIL_OPEN = 2;

/** How long a breaker stays open; doubled each time the probe fails. */
export const OPEN_MS = 10_000;
export const LONGEST_OPEN_MS = 120_000;

/** How long it stays open after a wrong key or an empty account, which only a person can correct. */
export const OPEN_AFTER_FATAL_MS = 600_000;
