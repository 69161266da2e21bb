/**
 * What happens to a turn once it is over: its final transcript is awaited, the log and the examiner are told, and it is
 * assessed in the background. Typed answers take the same way without audio.
 */
import type { FollowUpSuggestion } from '../../exam/follow-up/suggestion.js';
import type { TurnEnded } from '../../exam/asked-question.js';
import type { RatedPart } from '../../exam/types.js';
import type { TurnTranscript } from '../../ports/speech-to-text.js';
import type { ScoredTurn } from '../../scoring/types.js';
import type { SessionEvent, SessionEventBody } from '../log/events.js';
import type { ResponseLatency } from './response-latency.js';
import type { Track } from '../session-options.js';
import type { SessionScorer } from '../session-scorer.js';
import type { EndedTurn } from './open-turn.js';
import type { TurnRejoin } from '../turn-rejoin.js';
import { spokenAnswer, typedAnswer, type TurnAnswer, type TypedAnswer } from './turn-answer.js';
import { joinTranscripts } from '../../speech/turn-transcript.js';

/** Warn of clipping from this share of voiced samples on; below it nobody hears it. */
const CLIPPED_SHARE = 0.002;
/** Recognition suffers below this. */
const NOISY_SNR_DB = 12;
const QUIET_DB = -45;

export interface TurnReporterOptions {
  readonly log: (body: SessionEventBody) => SessionEvent;
  readonly latency: ResponseLatency;
  readonly track: Track;
  readonly mediaTimeMs: () => number;
  readonly recogniserId: string;
  readonly scorer: SessionScorer;
  /** An answer could not be assessed; the test goes on. */
  readonly onScorerFailure: (error: unknown) => void;
  readonly question: () => string;
  /** The same, with what its words say, which more than one asks. */
  readonly understood: (input: TurnEnded) => TurnEnded;
  /** Asks a language model what comes next; null where none has a say. */
  readonly suggest: (input: TurnEnded) => Promise<FollowUpSuggestion | undefined> | null;
  readonly answered: (input: TurnEnded) => void;
  readonly rejoin: TurnRejoin;
}

/** What a turn answers. */
type Asked = Pick<ScoredTurn, 'question' | 'questionEndedAtMs'>;

export class TurnReporter {
  readonly #options: TurnReporterOptions;
  readonly #assessments = new Set<Promise<void>>();
  #typed: TypedAnswer | null = null;
  #questionEndedAtMs: number | null = null;

  constructor(options: TurnReporterOptions) {
    this.#options = options;
  }

  questionEnded(atMs: number): void {
    this.#questionEndedAtMs = atMs;
  }

  /** The next turn that ends was typed. */
  typed(answer: TypedAnswer): void {
    this.#typed = answer;
  }

  /** Resolves when every turn so far is assessed. */
  async settled(): Promise<void> {
    await Promise.all(this.#assessments);
  }

  /** Never rejects. */
  async report(turn: EndedTurn): Promise<void> {
    const { latency, mediaTimeMs, rejoin } = this.#options;
    const typed = this.#typed;
    this.#typed = null;
    const asked: Asked = { question: this.#options.question(), questionEndedAtMs: this.#questionEndedAtMs };
    if (turn.lastSpeechEndMs !== null) latency.turnDecided(turn.listen.turnId, turn.decidedAtMs - turn.lastSpeechEndMs);
    const newest = shift(await turn.transcript, turn.transcriptStartMs);
    latency.transcribed();
    const transcript = joinTranscripts(turn.earlier, newest);
    const answer =
      typed === null
        ? spokenAnswer(turn, transcript)
        : typedAnswer(typed, { sentAtMs: mediaTimeMs(), questionEndedAtMs: asked.questionEndedAtMs });
    const input = this.#options.understood({
      type: 'turnEnded',
      atMs: mediaTimeMs(),
      turnId: turn.listen.turnId,
      text: answer.text,
      speechMs: answer.speechMs,
      firstSpeechAtMs: answer.firstSpeechAtMs,
      reason: turn.reason,
      confidence: answer.confidence,
    });
    // Before anything is logged: the candidate waits for the model, and nobody for the log.
    const suggesting = rejoin.isGoingOn(turn) ? null : this.#options.suggest(input);
    this.#logTranscript(turn, answer, newest);
    if (rejoin.transcribed(turn, transcript)) return;
    rejoin.reported(turn, this.#logEnd(turn, answer, asked));
    if (suggesting === null) this.#options.answered(input);
    else {
      const suggestion = await suggesting;
      if (rejoin.wasTakenUp(turn)) return;
      latency.suggested();
      // The wait is part of the exam's time.
      this.#options.answered({ ...input, atMs: mediaTimeMs(), ...(suggestion === undefined ? {} : { suggestion }) });
    }
    if (!answer.typed) this.#logQuality(turn);
    this.#assess(turn, answer, asked);
  }

  /** @param newest what was recognised since the turn was last taken up again: the rest is in the log */
  #logTranscript({ listen: { turnId }, firstSpeechAtMs }: EndedTurn, answer: TurnAnswer, newest: TurnTranscript): void {
    const { log, recogniserId } = this.#options;
    if (answer.typed) {
      const { text } = answer;
      log({ type: 'transcript.final', turnId, text, words: [], confidence: null, provider: 'typed' });
    } else if (firstSpeechAtMs !== null) {
      const { provider = recogniserId } = newest;
      log({ type: 'transcript.final', turnId, ...newest, provider });
    }
  }

  /** @returns the log's number of the end */
  #logEnd({ listen, reason }: EndedTurn, answer: TurnAnswer, { question }: Asked): number {
    const { turnId, questionId, part } = listen;
    const { startMs, endMs, speechMs, segments, typed } = answer;
    return this.#options.log({
      type: 'turn.ended',
      turnId,
      questionId,
      part,
      question,
      reason,
      startMs,
      endMs,
      speechMs,
      segments,
      typed,
    }).sequence;
  }

  #logQuality({ quality: measured, listen: { turnId } }: EndedTurn): void {
    const quality = measured();
    if (quality === null) return;
    const { log } = this.#options;
    const { levelDb, snrDb, clippedShare } = quality;
    log({ type: 'audio.measured', turnId, levelDb, snrDb, clippedShare });
    if (clippedShare >= CLIPPED_SHARE) log({ type: 'audio.clipped', share: clippedShare });
    if (snrDb !== null && snrDb < NOISY_SNR_DB) log({ type: 'audio.noisy', snrDb });
    if (levelDb < QUIET_DB) log({ type: 'audio.quiet', levelDb });
  }

  #assess({ listen: { turnId, part } }: EndedTurn, answer: TurnAnswer, asked: Asked): void {
    const { text, words, startMs, endMs, segments, typed } = answer;
    if (text === '' || !isRated(part)) return;
    const { scorer, log, track, onScorerFailure } = this.#options;
    const samples = answer.samples();
    const assessment = scorer
      .assess({ turnId, part, ...asked, text, words, startMs, endMs, segments, typed, samples })
      .then(({ measures, bands }) => {
        log({ type: 'measure.recorded', turnId, measures });
        log({ type: 'bands.estimated', bands });
      }, onScorerFailure);
    this.#assessments.add(assessment);
    track(assessment.finally(() => this.#assessments.delete(assessment)).then(() => undefined));
  }
}

function isRated(part: string): part is RatedPart {
  return part === 'part1' || part === 'part2' || part === 'part3';
}

/** Provider times count from the turn's first frame; the log's from the session's beginning. */
function shift(transcript: TurnTranscript, byMs: number): TurnTranscript {
  return {
    ...transcript,
    words: transcript.words.map((word) => ({ ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs })),
  };
}
