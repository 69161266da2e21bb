/**
 * A session: frames in, frames out, and a log of events in between. The loop reads one frame of the candidate, works on
 * it, hands one frame of the examiner over, and reads the next; everything slower happens beside it.
 */
import { advanceExam, listenOn, resumeExam, startExam, understoodTurn } from '../exam/examiner.js';
import { finishedAtEnd } from '../exam/intents.js';
import { keytermsOf } from '../exam/keyterms.js';
import type { ListenCommand } from '../exam/types.js';
import { messageOf } from '../errors.js';
import { FRAME_MS, type Frame } from '../speech/frame.js';
import type { CandidateAction } from './actions.js';
import { firstEvents } from './first-events.js';
import { CandidateActions } from './candidate-actions.js';
import { CandidateAudio } from './turn/candidate-audio.js';
import { createEventLog, type EventLog } from './log/event-log.js';
import type { SessionEvent, SessionEventBody } from './log/events.js';
import { ExamConductor } from './examiner/exam-conductor.js';
import { ExaminerVoice } from './examiner/examiner-voice.js';
import { FinalScore, scoringFailed } from './final-score.js';
import type { FollowUpSuggester } from './examiner/follow-up-suggester.js';
import { LinePreparer } from './examiner/line-preparer.js';
import { LineSpeaker } from './examiner/line-speaker.js';
import type { LiveSession, LiveStatus, SessionObserver, SessionResult } from './running-session.js';
import { ProviderFailures } from './log/provider-failures.js';
import { HEARD_WITHIN_MS, ResponseLatency, waitedAlready } from './turn/response-latency.js';
import type { SessionOptions } from './session-options.js';
import { saidSoFar } from './said-so-far.js';
import { sessionStatus } from './session-status.js';
import { TurnListener, type HeardFrame } from './turn/turn-listener.js';
import { TurnRejoin, type Rejoining } from './turn-rejoin.js';
import type { TurnRecogniser } from './turn/turn-recogniser.js';
import { checkEnds, closeEnds, createSuggester, createTurnRecogniser, openOutput } from './session-parts.js';
import { TurnReporter } from './turn/turn-reporter.js';
import { Watchers } from './watchers.js';

/** Speech over the examiner that counts as an interruption: longer than "mm-hm", shorter than a sentence. */
const INTERRUPTION_MS = 320;
/** Times the patience for speech: 21 to 30 s before a question is repeated to somebody who has not begun to type. */
const TYPED_PATIENCE = 3;
/** Status every 100 ms. */
const FRAMES_PER_STATUS = 5;

/** Starts a session; it runs until the exam, the input or an abort ends it. Rejects only when it cannot begin. */
export async function startSession(options: SessionOptions): Promise<LiveSession> {
  const session = new RunningSession(options);
  await session.open();
  return session;
}

class RunningSession implements LiveSession {
  readonly sessionId: string;
  readonly finished: Promise<SessionResult>;
  readonly #options: SessionOptions;
  readonly #log: EventLog;
  readonly #audio: CandidateAudio;
  readonly #lines: LinePreparer;
  readonly #voice: ExaminerVoice;
  readonly #listener: TurnListener;
  readonly #recogniser: TurnRecogniser | null;
  readonly #conductor: ExamConductor;
  readonly #latency: ResponseLatency;
  readonly #reporter: TurnReporter;
  readonly #speaker: LineSpeaker;
  readonly #rejoin: TurnRejoin;
  readonly #suggester: FollowUpSuggester | null;
  readonly #settle: (result: SessionResult | Promise<never>) => void;
  readonly #watchers: Watchers;
  readonly #actions: CandidateActions;
  readonly #finalScore: FinalScore;
  #mediaTimeMs: number;
  #frames = 0;
  #paused = false;
  #watcherError: { readonly error: unknown } | null = null;
  #result: SessionResult | null = null;
  /** Work under way beside the loop whose results the next frame may need. */
  #pending = 0;
  /**
   * Something was begun that nobody waits for. What it says at once belongs to the frame in which it was begun: at full speed a
   * frame ends without giving way, and a log would tell by its times how fast it was made.
   */
  #begun = false;
  readonly #failures = new ProviderFailures((body) => this.#append(body));
  #stopListening: (() => void) | undefined;

  constructor(options: SessionOptions) {
    const { clock, resume } = options;
    this.#options = options;
    this.sessionId = options.sessionId;
    this.#watchers = new Watchers(options.observers, (error) => {
      this.#watcherError ??= { error };
      void this.#end('failed', messageOf(error));
    });
    this.#mediaTimeMs = resume?.mediaTimeMs ?? 0;
    let settle: (result: SessionResult | Promise<never>) => void = () => undefined;
    this.finished = new Promise((resolve) => (settle = resolve));
    this.#settle = settle;
    this.#log = createEventLog({
      clock,
      mediaTimeMs: () => this.#mediaTimeMs,
      lastSequence: resume?.lastSequence ?? 0,
    });
    this.#log.subscribe((event) => {
      this.#watchers.event(event);
      options.input.onEvent?.(event);
    });
    this.#audio = new CandidateAudio(options.input.hearsPlayback, options.bargeIn);
    this.#latency = new ResponseLatency(clock);
    const onBegun = (): void => {
      this.#begun = true;
    };
    this.#lines = new LinePreparer({
      ...options,
      cache: options.speechCache,
      onFailure: (error) => {
        this.#failures.failed('textToSpeech', this.#lines.voice, error);
      },
      onBegun,
    });
    this.#voice = new ExaminerVoice(options.output, (work) => {
      this.#track(work);
    });
    this.#speaker = new LineSpeaker({
      clock,
      lines: this.#lines,
      voice: this.#voice,
      latency: this.#latency,
      state: () => this.#conductor.state,
      heard: () => {
        this.#rejoin.heard();
        options.notices?.answered();
      },
      log: (body) => this.#append(body),
    });
    this.#recogniser = createTurnRecogniser(options, this.#failures, onBegun);
    this.#suggester = createSuggester(options, this.#failures, {
      state: () => this.#conductor.state,
      log: (body) => this.#append(body),
      prepare: (texts) => this.#lines.expect(texts),
      onBegun,
    });
    if (this.#suggester !== null) this.#log.subscribe(this.#suggester.onEvent.bind(this.#suggester));
    this.#rejoin = new TurnRejoin({
      mediaTimeMs: () => this.#mediaTimeMs,
      snapshot: () => this.#conductor.snapshot(),
      rejoin: (rejoining) => this.#takeUp(rejoining),
      release: () => this.#listener.release(),
    });
    this.#listener = new TurnListener({
      voiceActivity: options.voiceActivity,
      recogniser: this.#recogniser,
      endpointing: options.endpointing,
      saidFinished: finishedAtEnd,
      events: {
        startedSpeaking: (turnId) => {
          this.#suggester?.wentOn();
          this.#append({ type: 'candidate.startedSpeaking', turnId });
        },
        stoppedSpeaking: (turnId) => this.#log.append({ type: 'candidate.stoppedSpeaking', turnId }),
        partial: (turnId, text) => {
          this.#speaker.early.heard(turnId, text);
          this.#log.append({ type: 'transcript.partial', turnId, text });
        },
        likelyEnd: (turnId, text, speechMs) => {
          this.#suggester?.likelyEnd({ turnId, text, speechMs, atMs: this.#mediaTimeMs });
        },
        wentOn: () => {
          // Where nobody is to interrupt the examiner, nobody does it by going on.
          if (options.bargeIn === 'off' && this.#voice.speaking) return;
          this.#speaker.dropEarly();
          this.#rejoin.wentOn();
        },
        ended: (turn) => {
          this.#rejoin.ended(turn);
          this.#conductor.turnEnded();
          const waitedMs = waitedAlready(turn);
          this.#suggester?.turnDecided(waitedMs);
          options.notices?.answerDue(HEARD_WITHIN_MS - waitedMs);
          this.#speaker.early.turnEnded(turn, waitedMs, HEARD_WITHIN_MS - waitedMs);
          this.#track(this.#reporter.report(turn));
        },
      },
    });
    this.#reporter = new TurnReporter({
      log: (body) => this.#append(body),
      rejoin: this.#rejoin,
      latency: this.#latency,
      track: (work) => {
        this.#track(work);
      },
      mediaTimeMs: () => this.#mediaTimeMs,
      recogniserId: options.speechToText?.id ?? 'none',
      scorer: options.scorer,
      onScorerFailure: (error) => {
        this.#failures.failed('scorer', 'bands', scoringFailed(messageOf(error), error));
      },
      question: () => this.#conductor.question,
      understood: (input) => understoodTurn(this.#conductor.state, input),
      suggest: (input) => this.#suggester?.suggest(input) ?? null,
      answered: (input) => {
        const atMs = this.#speaker.early.transcribed() ?? input.atMs;
        if (this.#result === null) this.#conductor.input({ ...input, atMs });
        this.#speaker.dropEarly();
      },
    });
    this.#finalScore = new FinalScore({ ...options, settled: () => this.#reporter.settled() });
    this.#conductor = new ExamConductor(resume?.state ?? startExam(options.plan), {
      log: (body) => this.#append(body),
      mediaTimeMs: () => this.#mediaTimeMs,
      speak: (line, ended) => {
        this.#speaker.speak(line, ended);
      },
      hush: () => this.#voice.stop(),
      listen: (command) => {
        // Nothing may have been said since the last turn: a cough is listened past, and answered by nothing.
        this.#latency.forget();
        this.#options.notices?.answered();
        this.#reporter.questionEnded(this.#mediaTimeMs);
        const { turnId, questionId, part, moment } = command;
        this.#append({ type: 'turn.started', turnId, questionId, part, moment });
        this.#listener.begin(
          this.#patient(command),
          keytermsOf(this.#conductor.question),
          this.#mediaTimeMs,
          this.#conductor.answersSinceMs,
        );
        this.#suggester?.rehearse(turnId, this.#mediaTimeMs);
        this.#actions.listens();
      },
      expect: (texts) => {
        this.#lines.expect(texts);
      },
      advance: advanceExam,
      judged: (command) => this.#suggester?.judged(command),
      ended: (status) => {
        this.#track(
          this.#end(status, status === 'completed' ? 'the test was completed' : 'the candidate ended the test'),
        );
      },
    });
    this.#actions = new CandidateActions({
      conductor: this.#conductor,
      listener: this.#listener,
      reporter: this.#reporter,
      rejoin: this.#rejoin,
      latency: this.#latency,
      audio: this.#audio,
      mediaTimeMs: () => this.#mediaTimeMs,
      isOver: () => this.#isOver(),
      pause: (paused) => {
        this.#pause(paused);
      },
      log: (body) => this.#append(body),
      track: (work) => {
        this.#track(work);
      },
    });
  }

  observe(observer: SessionObserver): () => void {
    return this.#watchers.add(observer);
  }

  /** Opens the ends and the recogniser, logs the beginning, and lets the loop run. */
  async open(): Promise<void> {
    const { input } = this.#options;
    try {
      await Promise.all([
        input.open({ act: (action) => this.act(action) }),
        openOutput(this.#options),
        this.#recogniser?.open(),
      ]);
    } catch (error) {
      await this.#close();
      throw error;
    }
    for (const event of firstEvents(this.#options)) this.#append(event);
    this.#stopListening = this.#options.notices?.listen((notice) => {
      this.#failures.noticed(notice);
    });
    void this.#run();
  }

  act(action: CandidateAction): void {
    if (this.#result === null) this.#actions.carryOut(action);
  }

  abort(why: string): void {
    this.#finalScore.giveUp(why);
    void this.#end('aborted', why);
  }

  async #run(): Promise<void> {
    const { input, clock, resume, plan } = this.#options;
    try {
      // Whoever started the session gets to watch it from its first frame on.
      await clock.settle();
      this.#watchers.begin();
      if (this.#isOver()) return;
      const begin = { type: 'begin', atMs: this.#mediaTimeMs } as const;
      this.#conductor.run(
        resume === null
          ? advanceExam(startExam(plan), begin)
          : resumeExam(resume.state, this.#mediaTimeMs, saidSoFar(resume.earlier)),
      );
      while (this.#result === null) {
        const read = input.read();
        const frame = read instanceof Promise ? await read : read;
        // The session may have been aborted while the frame was awaited; the analyser cannot know.
        if (this.#isOver()) break;
        if (frame === null) {
          await this.#end('failed', 'the microphone or input stopped delivering');
          break;
        }
        if (!this.#paused) this.#step(frame);
        if (this.#pending > 0 || this.#begun) await this.#settleBegun();
        this.#speaker.early.begin(this.#mediaTimeMs);
        if (this.#begun) await this.#settleBegun();
        const passed = clock.elapse(FRAME_MS);
        if (passed instanceof Promise) await passed;
      }
    } catch (error) {
      this.#failures.failed('input', input.description, error);
      await this.#end('failed', messageOf(error));
    }
  }

  async #settleBegun(): Promise<void> {
    this.#begun = false;
    await this.#options.clock.settle();
  }

  #isOver(): boolean {
    return this.#result !== null;
  }

  #step(frame: Frame): void {
    const played = this.#voice.tick();
    const heard = this.#audio.hear(frame, played, this.#mediaTimeMs);
    this.#options.recorder?.write(heard.raw, played);
    this.#mediaTimeMs += FRAME_MS;
    void this.#listener.hear(heard);
    if (this.#listener.candidateSpeaking && heard.candidate) this.#audio.adapt(heard);
    this.#noticeInterruption(heard);
    const { activity } = this.#conductor;
    this.#rejoin.tick(activity === 'speaking' || activity === 'thinking');
    this.#conductor.tick();
    checkEnds(this.#options, this.#failures);
    this.#frames += 1;
    if (this.#frames % FRAMES_PER_STATUS === 0) this.#notifyStatus();
  }

  #noticeInterruption(heard: HeardFrame): void {
    if (this.#options.bargeIn === 'off' || !heard.candidate || this.#listener.ongoingSpeechMs < INTERRUPTION_MS) return;
    if (this.#conductor.isInterruptedBySpeechSince(this.#listener.ongoingSinceMs))
      this.#conductor.interrupt('candidate');
  }

  /** The candidate had not finished: the examiner falls silent and listens on, as if nothing had been said. */
  #takeUp({ turn, transcript, before, endedSequence }: Rejoining): void {
    const { turnId, moment } = turn.listen;
    this.#latency.forget();
    this.#suggester?.wentOn();
    const silenceMs = this.#listener.ongoingSinceMs - (turn.lastSpeechEndMs ?? turn.decidedAtMs);
    this.#conductor.takeBack(before);
    this.#append({ type: 'turn.rejoined', turnId, moment, silenceMs, endedSequence });
    this.#conductor.checkpoint();
    this.#listener.rejoin(transcript);
    this.#conductor.listenOn(listenOn(this.#conductor.state, turn.listen));
  }

  #pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#append({ type: paused ? 'session.paused' : 'session.unpaused' });
    this.#notifyStatus();
  }

  async #end(status: SessionResult['status'], why: string): Promise<void> {
    if (this.#result !== null) return;
    this.#result = { sessionId: this.sessionId, status, why };
    this.#voice.stop();
    this.#suggester?.close();
    this.#rejoin.forget();
    const left = status === 'aborted' ? null : await this.#score();
    this.#result = left === null ? this.#result : { ...this.#result, status: 'aborted', why: left };
    this.#stopListening?.();
    this.#append({ type: 'session.ended', status: this.#result.status, why: this.#result.why });
    this.#log.close();
    this.#notifyStatus();
    await this.#close();
    // Who failed at the very end could not make a failure of the test any more.
    const untold = this.#result.status === 'failed' ? null : this.#watcherError;
    this.#settle(untold === null ? this.#result : Promise.reject(untold.error));
  }

  /** @returns why nobody waited for the score; null unless the session was aborted meanwhile */
  async #score(): Promise<string | null> {
    const outcome = await this.#finalScore.outcome();
    if (outcome.type === 'scored') this.#append({ type: 'session.scored', score: outcome.score });
    if (outcome.type === 'failed') this.#failures.failed('scorer', 'bands', outcome.error);
    return outcome.type === 'givenUp' ? outcome.why : null;
  }

  /** Who types reads the question first and looks for the keys: silence means less than in a conversation. */
  #patient(command: ListenCommand): ListenCommand {
    if (this.#options.speechToText !== null) return command;
    return { ...command, patienceMs: command.patienceMs * TYPED_PATIENCE };
  }

  #track(work: Promise<void>): void {
    this.#pending += 1;
    void work
      .catch((error: unknown) => this.#end('failed', messageOf(error)))
      .finally(() => {
        this.#pending -= 1;
      });
  }

  async #close(): Promise<void> {
    this.#suggester?.close();
    this.#lines.close();
    await closeEnds(this.#options, this.#recogniser);
  }

  #append(body: SessionEventBody): SessionEvent {
    return this.#log.append(body);
  }

  #notifyStatus(): void {
    if (!this.#watchers.any) return;
    const status: LiveStatus = sessionStatus({
      atMs: this.#mediaTimeMs,
      conductor: this.#conductor,
      listener: this.#listener,
      audio: this.#audio,
      plan: this.#options.plan,
      acoustic: this.#options.speechToText !== null,
      paused: this.#paused,
      ended: this.#result !== null,
    });
    this.#watchers.status(status);
  }
}
