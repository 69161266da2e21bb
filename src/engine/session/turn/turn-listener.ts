/**
 * Listens to one turn: voice activity, recognition and endpointing over the candidate's frames. Between turns it keeps
 * the last moments of audio, so that the first syllable of an answer (or of an interruption) is never lost.
 */
import type { ListenCommand, TurnEndReason } from '../../exam/types.js';
import type { TurnTranscript } from '../../ports/speech-to-text.js';
import type { VoiceActivityDetector } from '../../ports/voice-activity-detector.js';
import { saidWords } from '../../speech/completeness.js';
import { withAnswer, wordCount, type EarlierAnswers } from '../../speech/earlier-answers.js';
import { isLikelyEnd, turnEnd, type EndpointingSettings, type TurnObservation } from '../../speech/endpointing.js';
import { FRAME_MS, type MaybePromise } from '../../speech/frame.js';
import type { SpeakerPauses } from '../../speech/speaker-pauses.js';
import { joinTexts } from '../../speech/turn-transcript.js';
import { lengthMs, VoiceTracker, type VoicedStretch } from '../../speech/voice-tracker.js';
import type { HeardFrame } from './candidate-audio.js';
import { endedTurn, openTurn, stretchId, stretchStartMs, takeUp, type EndedTurn } from './open-turn.js';
import type { OpenTurn, RestingTurn } from './open-turn.js';
import { answersSinceMs, PRE_ROLL_MS, PreRoll } from './pre-roll.js';
import type { KnownSpeaker } from './known-speaker.js';
import type { TurnRecogniser } from './turn-recogniser.js';

/**
 * Of a turn in which the candidate types: longer than a talk takes to type, yet a test that somebody walked away from goes on,
 * and so comes to its end.
 */
const MOST_TYPING_MS = 15 * 60_000;

/** What is told so soon after a pause was said before it: no recogniser hears a word and tells it in that time. */
const TOLD_LATE_MS = 300;

export interface TurnListenerEvents {
  startedSpeaking(turnId: string): void;
  stoppedSpeaking(turnId: string): void;
  partial(turnId: string, text: string): void;
  /** Silence after words that could be a whole answer; once for each text. */
  likelyEnd?(turnId: string, text: string, speechMs: number): void;
  ended(turn: EndedTurn): void;
  /** The candidate speaks again after a turn that was taken to be over and may still be taken up. */
  wentOn?(turnId: string): void;
}

export interface TurnListenerOptions {
  readonly voiceActivity: VoiceActivityDetector;
  readonly recogniser: TurnRecogniser | null;
  readonly endpointing: Readonly<Record<ListenCommand['moment'], EndpointingSettings>>;
  readonly saidFinished: (text: string) => boolean;
  /** What is known of the candidate at the beginning. */
  readonly speaker: KnownSpeaker;
  readonly events: TurnListenerEvents;
}

export class TurnListener {
  readonly #options: TurnListenerOptions;
  readonly #voice = new VoiceTracker();
  /** Of the whole session: a candidate who hesitated in one answer is given time in the next. */
  readonly #pauses: SpeakerPauses;
  /** Those that are over. A turn that is taken up again is not: it knows those before it. */
  #answers: EarlierAnswers;
  readonly #preRoll = new PreRoll();
  #turn: OpenTurn | null = null;
  #resting: RestingTurn | null = null;
  /** The turn that ended last. */
  #newest: OpenTurn | null = null;
  /** The newest frame was speech: a closed stop within a word is a silence of its own. */
  #voicedNow = false;
  /** While the candidate types, silence is not waiting; within bounds. */
  typing = false;

  constructor(options: TurnListenerOptions) {
    this.#options = options;
    this.#pauses = options.speaker.pauses;
    this.#answers = options.speaker.answers;
  }

  get listening(): boolean {
    return this.#turn !== null;
  }

  get candidateSpeaking(): boolean {
    return this.#voice.speaking;
  }

  /** How long the candidate has been speaking without a pause, for noticing an interruption. */
  get ongoingSpeechMs(): number {
    return this.#voice.ongoingMs;
  }

  /** Media time at which the newest stretch of speech began. */
  get ongoingSinceMs(): number {
    return this.#voice.newestStartMs ?? this.#voice.lastVoicedEndMs;
  }

  /** Media time of the open turn's first speech. */
  get firstSpeechAtMs(): number | null {
    return this.#turn?.firstSpeechAtMs ?? null;
  }

  /** Limit of the open turn counted from its first speech (the long turn). */
  get limitFromFirstSpeechMs(): number | null {
    return this.#turn?.listen.limitFromFirstSpeechMs ?? null;
  }

  /**
   * Begins a turn. Speech that is already going on belongs to it: from its onset where it interrupts the question, else (it began
   * before, and is about something else) no more than the last moments of it.
   * @param askedSinceMs media time from which the question could be heard
   */
  begin(listen: ListenCommand, keyterms: readonly string[], atMs: number, askedSinceMs = atMs): void {
    this.#resting = null;
    const ongoingSinceMs = this.#voice.speaking ? this.ongoingSinceMs : null;
    const sinceMs = answersSinceMs(atMs, ongoingSinceMs, askedSinceMs);
    this.#preRoll.forgetBefore(sinceMs);
    this.#turn = openTurn({ listen, keyterms, atMs, earlierAnswers: this.#answers });
    this.#voice.forgetBefore(sinceMs);
    if (this.#voice.speaking) this.#firstSpeech(this.#turn);
  }

  /** The turn that ended last is over for good. */
  release(): void {
    this.#resting = null;
  }

  /**
   * Takes up the turn that ended last, with what was said since.
   * @param earlier words of the turn so far, in media time
   */
  rejoin(earlier: TurnTranscript): void {
    const resting = this.#resting;
    if (resting === null) return;
    const { turn } = resting;
    this.#resting = null;
    this.#turn = turn;
    takeUp(resting, earlier, PRE_ROLL_MS / FRAME_MS);
    this.#notePause(turn);
    this.#recognise(turn);
    for (const frame of turn.frames.slice(turn.stretchFrom)) void this.#options.recogniser?.push(frame);
    this.#options.events.startedSpeaking(turn.listen.turnId);
  }

  /** Throws the open turn away. */
  async cancel(): Promise<void> {
    this.#resting = null;
    this.#turn = null;
    this.#voice.reset();
    await this.#options.recogniser?.cancel();
  }

  /** Ends the open turn now, for a reason from outside (a key, a typed answer). */
  endNow(reason: TurnEndReason, atMs: number): void {
    if (this.#turn !== null) this.#end(this.#turn, reason, atMs);
  }

  /** Once per 20 ms, listening or not. */
  hear(heard: HeardFrame): MaybePromise<void> {
    const probability = this.#options.voiceActivity.process(heard.frame);
    const change = this.#voice.process(heard.candidate ? probability : 0, heard.startMs);
    this.#voicedNow = this.#voice.speaking && this.#voice.lastVoicedEndMs > heard.startMs;
    const turn = this.#turn;
    this.#preRoll.keep(heard, turn === null && this.#voice.speaking);
    if (turn === null) {
      this.#rest(heard, change);
      return;
    }
    const waiting = this.#take(turn, heard, change);
    if (this.#turn !== turn) return waiting;
    const observation = this.#observe(turn, heard.startMs + FRAME_MS);
    const reason = turnEnd(observation, turn.listen, this.#options.endpointing[turn.listen.moment], this.#pauses);
    if (reason !== null) this.#end(turn, reason, heard.startMs + FRAME_MS);
    else this.#noticeLikelyEnd(turn, observation);
    return waiting;
  }

  #take(turn: OpenTurn, heard: HeardFrame, change: 'started' | 'stopped' | null): MaybePromise<void> {
    if (turn.firstSpeechAtMs === null) {
      if (change === 'started') this.#firstSpeech(turn);
      return;
    }
    if (change === 'started') {
      turn.endOfTurn = null;
      this.#notePause(turn);
      this.#options.events.startedSpeaking(turn.listen.turnId);
    }
    if (this.#voicedNow) turn.endOfTurn = null;
    if (change === 'stopped') this.#options.events.stoppedSpeaking(turn.listen.turnId);
    return this.#add(turn, heard);
  }

  /** The newest stretch has begun after a silence within the answer. */
  #notePause(turn: OpenTurn): void {
    const [before, newest] = this.#segments(turn).slice(-2);
    if (before === undefined || newest === undefined) return;
    this.#pauses.add(newest.startMs - before.endMs);
    turn.pausedBefore = [...turn.pausedBefore, 0];
    this.#noteWordsBeforePause(turn);
  }

  /** The newest pause came after the words that are known now. */
  #noteWordsBeforePause(turn: OpenTurn): void {
    if (turn.pausedBefore.length > 0)
      turn.pausedBefore = [...turn.pausedBefore.slice(0, -1), saidWords(turn.text).length];
  }

  #noteAnswer({ listen, earlierAnswers }: OpenTurn, words: number): void {
    const { adaptive } = this.#options.endpointing[listen.moment];
    if (adaptive === null || adaptive.answers === 'brief') return;
    this.#answers = withAnswer(earlierAnswers, adaptive.answers, words);
  }

  /** What was counted by its time was noise, if there are no words in the end. Nothing is changed when a later answer is over already. */
  async #correctAnswer(turn: OpenTurn, transcript: Promise<TurnTranscript>): Promise<void> {
    const { text } = await transcript;
    if (this.#newest === turn && (text !== '' || turn.text === ''))
      this.#noteAnswer(turn, saidWords(joinTexts(turn.earlier?.text ?? '', text)).length);
  }

  /** Voiced stretches of the turn so far. */
  #segments({ earlierSegments }: OpenTurn): readonly VoicedStretch[] {
    return [...earlierSegments, ...this.#voice.stretches()];
  }

  /** Between a turn and the next one its sound is kept: the candidate may go on after all. */
  #rest(heard: HeardFrame, change: 'started' | 'stopped' | null): void {
    const resting = this.#resting;
    if (resting === null) return;
    resting.turn.frames.push(heard.frame);
    if (change !== 'started' || resting.onsetFrame !== null) return;
    resting.onsetFrame = resting.turn.frames.length;
    this.#options.events.wentOn?.(resting.turn.listen.turnId);
  }

  #noticeLikelyEnd(turn: OpenTurn, observation: TurnObservation): void {
    const { likelyEnd } = this.#options.events;
    if (likelyEnd === undefined || turn.listen.moment !== 'discussion') return;
    if (this.#voice.speaking) turn.likelyText = null;
    else if (turn.likelyText !== turn.text && isLikelyEnd(observation)) {
      turn.likelyText = turn.text;
      likelyEnd(turn.listen.turnId, turn.text, observation.speechMs);
    }
  }

  /** The onset's own frame is the newest of the pre-roll. */
  #firstSpeech(turn: OpenTurn): void {
    const { frames } = this.#preRoll;
    turn.firstSpeechAtMs = this.#voice.newestStartMs ?? turn.sinceMs;
    turn.framesStartMs = frames[0]?.startMs ?? turn.sinceMs;
    this.#recognise(turn);
    this.#options.events.startedSpeaking(turn.listen.turnId);
    for (const heard of frames) void this.#add(turn, heard);
  }

  #recognise(turn: OpenTurn): void {
    this.#options.recogniser?.begin(
      {
        turnId: stretchId(turn),
        keyterms: turn.keyterms,
        fromMs: turn.stretchFrom * FRAME_MS,
        startMs: stretchStartMs(turn),
      },
      {
        partial: (newest) => {
          const text = turn.earlier === null ? newest : joinTexts(turn.earlier.text, newest);
          turn.text = text;
          if (this.#voice.speaking && this.#voice.ongoingMs < TOLD_LATE_MS) this.#noteWordsBeforePause(turn);
          turn.saidFinished = this.#options.saidFinished(text);
          this.#options.events.partial(turn.listen.turnId, text);
        },
        endOfTurn: ({ state }) => {
          // What comes while the candidate speaks is about a pause that is over.
          turn.endOfTurn = state === 'resumed' || this.#voicedNow ? null : state;
        },
      },
    );
  }

  #add(turn: OpenTurn, heard: HeardFrame): MaybePromise<void> {
    turn.frames.push(heard.frame);
    turn.quality.add(heard.raw, heard.levelDb, this.#voice.speaking && heard.candidate);
    return this.#options.recogniser?.push(heard.frame);
  }

  #observe(turn: OpenTurn, atMs: number): TurnObservation {
    const typing = this.typing && atMs - turn.sinceMs < MOST_TYPING_MS;
    const silentSinceMs = turn.firstSpeechAtMs === null ? turn.sinceMs : this.#voice.lastVoicedEndMs;
    return {
      atMs,
      firstSpeechAtMs: turn.firstSpeechAtMs,
      silenceMs: typing ? 0 : atMs - silentSinceMs,
      text: turn.text,
      pausedBefore: turn.pausedBefore,
      earlier: turn.earlierAnswers,
      takenUp: turn.stretch - 1,
      speechMs: lengthMs(turn.earlierSegments) + this.#voice.voicedMs,
      saidFinished: turn.saidFinished,
      endOfTurn: turn.endOfTurn,
    };
  }

  #end(turn: OpenTurn, reason: TurnEndReason, atMs: number): void {
    this.#turn = null;
    this.typing = false;
    const spoken = turn.firstSpeechAtMs !== null;
    const segments = spoken ? this.#segments(turn) : [];
    this.#resting = reason === 'endpoint' ? { turn, segments, endFrame: turn.frames.length, onsetFrame: null } : null;
    const typed = reason === 'typed';
    // What is heard while somebody types is no answer: keys, or a few words that the typed ones replace.
    if (!typed) this.#noteAnswer(turn, wordCount(turn.text, lengthMs(segments)));
    this.#newest = turn;
    const recogniser = spoken ? this.#options.recogniser : null;
    const nothing: TurnTranscript = { text: '', words: [], confidence: null };
    if (typed) void recogniser?.cancel();
    this.#voice.reset();
    this.#preRoll.clear();
    const transcript = recogniser === null || typed ? Promise.resolve(nothing) : recogniser.end();
    if (recogniser !== null && !typed) void this.#correctAnswer(turn, transcript);
    this.#options.events.ended(endedTurn(turn, { reason, atMs, segments, transcript }));
  }
}
