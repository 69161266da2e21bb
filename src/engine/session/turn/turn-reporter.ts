/**
 * What happens to a turn once it is over: its final transcript is awaited, the log and the examiner are told, and it is
 * assessed in the background. Typed answers take the same way without audio.
 */
import type { FollowUpSuggestion } from '../../exam/follow-up/suggestion.js';
import type { TurnEnded } from '../../exam/asked-question.js';
import type { RatedPart } from '../../exam/types.js';
import type { TurnTranscript } from '../../ports/speech-to-text.js';
import type { ScoredTurn } from '../../scoring/types.js';
import type { CandidateAction } from '../actions.js';
import type { SessionEvent, SessionEventBody } from '../log/events.js';
import type { ResponseLatency } from './response-latency.js';
import type { Track } from '../session-options.js';
import type { SessionScorer } from '../session-scorer.js';
import type { EndedTurn } from './open-turn.js';
import type { TurnRejoin } from '../turn-rejoin.js';
import { spokenMs } from '../../speech/spoken-ms.js';
import { joinTranscripts } from '../../speech/turn-transcript.js';

/** Warn of clipping from this share of voiced samples on; below it nobody hears it. */
const CLIPPED_SHARE = 0.002;
/** Recognition suffers below this. */
const NOISY_SNR_DB = 12;
const QUIET_DB = -45;

export type TypedAnswer = Extract<CandidateAction, { type: 'answer' }>;

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
    const { latency, log, mediaTimeMs, rejoin } = this.#options;
    const answer = this.#typed;
    this.#typed = null;
    const question = this.#options.question();
    const questionEndedAtMs = this.#questionEndedAtMs;
    if (turn.lastSpeechEndMs !== null) latency.turnDecided(turn.listen.turnId, turn.decidedAtMs - turn.lastSpeechEndMs);
    const transcript = await turn.transcript;
    latency.transcribed();
    const newest = shift(transcript, turn.transcriptStartMs);
    const spoken = joinTranscripts(turn.earlier, newest);
    const { turnId, questionId, part } = turn.listen;
    const typed = answer !== null;
    const text = typed ? answer.text : spoken.text;
    const endMs = typed ? mediaTimeMs() : (turn.lastSpeechEndMs ?? turn.decidedAtMs);
    const speechMs = typed ? (answer.spokenMs ?? spokenMs(text)) : turn.speechMs;
    const wouldHaveBegunMs = Math.max(0, endMs - speechMs);
    // Nobody answers before the question has been asked, however long saying so much would have taken.
    const typedFromMs = Math.min(endMs, Math.max(wouldHaveBegunMs, questionEndedAtMs ?? 0));
    const startMs = typed ? typedFromMs : (turn.firstSpeechAtMs ?? turn.decidedAtMs);
    const input = this.#options.understood({
      type: 'turnEnded',
      atMs: mediaTimeMs(),
      turnId,
      text,
      speechMs,
      firstSpeechAtMs: typed ? wouldHaveBegunMs : turn.firstSpeechAtMs,
      reason: turn.reason,
      confidence: typed ? null : spoken.confidence,
    });
    // Before anything is logged: the candidate waits for the model, and nobody for the log.
    const suggesting = rejoin.isGoingOn(turn) ? null : this.#options.suggest(input);
    if (typed) log({ type: 'transcript.final', turnId, text, words: [], confidence: null, provider: 'typed' });
    else if (turn.firstSpeechAtMs !== null) {
      const { provider = this.#options.recogniserId } = newest;
      log({ type: 'transcript.final', turnId, ...newest, provider });
    }
    if (rejoin.transcribed(turn, spoken)) return;
    const segments = typed ? [] : turn.segments;
    const { sequence } = log({
      type: 'turn.ended',
      turnId,
      questionId,
      part,
      question,
      reason: turn.reason,
      startMs,
      endMs,
      speechMs,
      segments,
      typed,
    });
    rejoin.reported(turn, sequence);
    if (suggesting === null) this.#options.answered(input);
    else {
      const suggestion = await suggesting;
      if (rejoin.wasTakenUp(turn)) return;
      latency.suggested();
      // The wait is part of the exam's time.
      this.#options.answered({ ...input, atMs: mediaTimeMs(), ...(suggestion === undefined ? {} : { suggestion }) });
    }
    if (!typed) this.#logQuality(turn);
    if (text !== '' && isRated(part)) {
      const { words } = spoken;
      const samples = typed ? null : cut(turn, startMs, endMs);
      this.#assess({
        turnId,
        part,
        question,
        text,
        words: typed ? [] : words,
        startMs,
        endMs,
        questionEndedAtMs,
        segments,
        typed,
        samples,
      });
    }
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

  #assess(turn: ScoredTurn): void {
    const { scorer, log, track, onScorerFailure } = this.#options;
    const assessment = scorer.assess(turn).then(({ measures, bands }) => {
      log({ type: 'measure.recorded', turnId: turn.turnId, measures });
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

/** The turn's samples from first to last speech. */
function cut({ samples, samplesStartMs }: EndedTurn, startMs: number, endMs: number): Int16Array | null {
  return samples()?.subarray(Math.max(0, (startMs - samplesStartMs) * 16), (endMs - samplesStartMs) * 16) ?? null;
}
