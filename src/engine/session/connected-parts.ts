/** Makes the parts of a session from its options and connects them: who tells whom what. What happens when is up to the session's loop. */
import { advanceExam, listenOn, startExam, understoodTurn } from '../exam/examiner.js';
import { finishedAtEnd } from '../exam/intents.js';
import { keytermsOf } from '../exam/keyterms.js';
import type { ListenCommand } from '../exam/types.js';
import { messageOf } from '../errors.js';
import { CandidateActions } from './candidate-actions.js';
import { ExamConductor, type ConductorPorts } from './examiner/exam-conductor.js';
import { ExaminerVoice } from './examiner/examiner-voice.js';
import type { FollowUpSuggester } from './examiner/follow-up-suggester.js';
import { LinePreparer } from './examiner/line-preparer.js';
import { LineSpeaker } from './examiner/line-speaker.js';
import { FinalScore, scoringFailed } from './final-score.js';
import type { EventLog } from './log/event-log.js';
import type { ProviderFailures } from './log/provider-failures.js';
import type { SessionResult } from './running-session.js';
import type { SessionOptions, Track } from './session-options.js';
import { createSuggester, createTurnRecogniser } from './session-parts.js';
import { TurnRejoin, type Rejoining } from './turn-rejoin.js';
import { CandidateAudio } from './turn/candidate-audio.js';
import type { EndedTurn } from './turn/open-turn.js';
import { knownSpeaker } from './turn/known-speaker.js';
import { HEARD_WITHIN_MS, ResponseLatency, waitedAlready } from './turn/response-latency.js';
import { TurnListener } from './turn/turn-listener.js';
import type { TurnRecogniser } from './turn/turn-recogniser.js';
import { TurnReporter } from './turn/turn-reporter.js';

/** Times the patience for speech: 21 to 30 s before a question is repeated to somebody who has not begun to type. */
const TYPED_PATIENCE = 3;

/** What the parts need of the session that they belong to. */
export interface SessionCore {
  readonly log: EventLog;
  readonly failures: ProviderFailures;
  readonly mediaTimeMs: () => number;
  /** Work whose results the next frame may need. */
  readonly track: Track;
  /** Something was begun that nobody waits for. */
  readonly begun: () => void;
  readonly isOver: () => boolean;
  readonly pause: (paused: boolean) => void;
  readonly end: (status: SessionResult['status'], why: string) => Promise<void>;
}

/** What is only announced from one part to another is a method here, named after what has happened. */
export class ConnectedParts {
  readonly audio: CandidateAudio;
  readonly lines: LinePreparer;
  readonly voice: ExaminerVoice;
  readonly speaker: LineSpeaker;
  /** Null where nothing is recognised. */
  readonly recogniser: TurnRecogniser | null;
  /** Null where no language model has a say. */
  readonly suggester: FollowUpSuggester | null;
  readonly rejoin: TurnRejoin;
  readonly listener: TurnListener;
  readonly conductor: ExamConductor;
  readonly actions: CandidateActions;
  readonly finalScore: FinalScore;
  readonly #options: SessionOptions;
  readonly #core: SessionCore;
  readonly #latency: ResponseLatency;
  readonly #reporter: TurnReporter;
  /** Of the last line, where it is told later than it was heard. */
  #heardUntilMs: number | undefined;

  /** Each part is given those before it, and calls those after it once the session runs. */
  constructor(options: SessionOptions, core: SessionCore) {
    this.#options = options;
    this.#core = core;
    this.#latency = new ResponseLatency(options.clock);
    this.audio = new CandidateAudio(options.input.hearsPlayback, options.bargeIn);
    this.lines = this.#createLines();
    this.voice = new ExaminerVoice(options.output, core.track);
    this.speaker = this.#createSpeaker();
    this.recogniser = createTurnRecogniser(options, core.failures, core.begun);
    this.suggester = this.#createSuggester();
    this.rejoin = this.#createRejoin();
    this.listener = this.#createListener();
    this.#reporter = this.#createReporter();
    this.conductor = this.#createConductor();
    this.actions = this.#createActions();
    this.finalScore = new FinalScore({ ...options, settled: () => this.#reporter.settled() });
  }

  #createLines(): LinePreparer {
    const { failures, begun } = this.#core;
    return new LinePreparer({
      ...this.#options,
      cache: this.#options.speechCache,
      onFailure: (error) => {
        failures.failed('textToSpeech', this.lines.voice, error);
      },
      onBegun: begun,
    });
  }

  #createSpeaker(): LineSpeaker {
    return new LineSpeaker({
      clock: this.#options.clock,
      lines: this.lines,
      voice: this.voice,
      latency: this.#latency,
      state: () => this.conductor.state,
      mediaTimeMs: this.#core.mediaTimeMs,
      heard: () => {
        this.rejoin.heard();
        this.#options.notices?.answered();
      },
      log: this.#log,
    });
  }

  #createSuggester(): FollowUpSuggester | null {
    const { log, failures, begun } = this.#core;
    const suggester = createSuggester(this.#options, failures, {
      state: () => this.conductor.state,
      log: this.#log,
      prepare: (texts) => this.lines.expect(texts),
      onBegun: begun,
    });
    if (suggester !== null) log.subscribe(suggester.onEvent.bind(suggester));
    return suggester;
  }

  #createRejoin(): TurnRejoin {
    return new TurnRejoin({
      mediaTimeMs: this.#core.mediaTimeMs,
      snapshot: () => this.conductor.snapshot(),
      rejoin: (rejoining) => {
        this.#turnTakenUp(rejoining);
      },
      release: () => this.listener.release(),
    });
  }

  /** The candidate had not finished: the examiner falls silent and listens on, as if nothing had been said. */
  #turnTakenUp({ turn, transcript, before, endedSequence }: Rejoining): void {
    const { conductor, listener } = this;
    const { turnId, moment } = turn.listen;
    this.#latency.forget();
    this.suggester?.wentOn();
    const silenceMs = listener.ongoingSinceMs - (turn.lastSpeechEndMs ?? turn.decidedAtMs);
    conductor.takeBack(before);
    this.#log({ type: 'turn.rejoined', turnId, moment, silenceMs, endedSequence });
    conductor.checkpoint();
    listener.rejoin(transcript);
    conductor.listenOn(listenOn(conductor.state, turn.listen));
  }

  #createListener(): TurnListener {
    const { voiceActivity, endpointing, resume } = this.#options;
    return new TurnListener({
      voiceActivity,
      recogniser: this.recogniser,
      endpointing,
      saidFinished: finishedAtEnd,
      speaker: knownSpeaker(resume?.earlier ?? []),
      events: {
        startedSpeaking: (turnId) => {
          this.suggester?.wentOn();
          this.#log({ type: 'candidate.startedSpeaking', turnId });
        },
        stoppedSpeaking: (turnId) => this.#log({ type: 'candidate.stoppedSpeaking', turnId }),
        partial: (turnId, text) => {
          this.speaker.early.heard(turnId, text);
          this.#log({ type: 'transcript.partial', turnId, text });
        },
        likelyEnd: (turnId, text, speechMs) => {
          this.suggester?.likelyEnd({ turnId, text, speechMs, atMs: this.#core.mediaTimeMs() });
        },
        wentOn: () => {
          this.#wentOn();
        },
        ended: (turn) => {
          this.#turnEnded(turn);
        },
      },
    });
  }

  #wentOn(): void {
    // Where nobody is to interrupt the examiner, nobody does it by going on.
    if (this.#options.bargeIn === 'off' && this.voice.speaking) return;
    this.speaker.dropEarly();
    this.rejoin.wentOn();
  }

  #turnEnded(turn: EndedTurn): void {
    const waitedMs = waitedAlready(turn);
    this.rejoin.ended(turn);
    this.conductor.turnEnded();
    this.suggester?.turnDecided(waitedMs);
    this.#options.notices?.answerDue(HEARD_WITHIN_MS - waitedMs);
    this.speaker.early.turnEnded(turn, waitedMs, HEARD_WITHIN_MS - waitedMs);
    this.#core.track(this.#reporter.report(turn));
  }

  #createReporter(): TurnReporter {
    const { track, mediaTimeMs, failures } = this.#core;
    const { speechToText, scorer } = this.#options;
    return new TurnReporter({
      log: this.#log,
      rejoin: this.rejoin,
      latency: this.#latency,
      track,
      mediaTimeMs,
      recogniserId: speechToText?.id ?? 'none',
      scorer,
      onScorerFailure: (error) => {
        failures.failed('scorer', 'bands', scoringFailed(messageOf(error), error));
      },
      question: () => this.conductor.question,
      understood: (input) => understoodTurn(this.conductor.state, input),
      suggest: (input) => this.suggester?.suggest(input) ?? null,
      answered: (input) => {
        const atMs = this.speaker.early.transcribed() ?? input.atMs;
        if (!this.#core.isOver()) this.conductor.input({ ...input, atMs });
        this.speaker.dropEarly();
      },
    });
  }

  #createConductor(): ExamConductor {
    const { mediaTimeMs, track, end } = this.#core;
    const { resume, plan } = this.#options;
    return new ExamConductor(resume?.state ?? startExam(plan), {
      log: this.#log,
      mediaTimeMs,
      speak: (line, ended) => {
        this.#speak(line, ended);
      },
      hush: () => this.voice.stop(),
      listen: (command) => {
        this.#listen(command);
      },
      expect: (texts) => {
        this.lines.expect(texts);
      },
      advance: advanceExam,
      judged: (command) => this.suggester?.judged(command),
      ended: (status) => {
        track(end(status, status === 'completed' ? 'the test was completed' : 'the candidate ended the test'));
      },
    });
  }

  #speak(...[line, ended]: Parameters<ConductorPorts['speak']>): void {
    // One that is interrupted never tells its end.
    this.#heardUntilMs = undefined;
    this.speaker.speak(line, (endedMs) => {
      this.#heardUntilMs = endedMs;
      ended(endedMs);
    });
  }

  #listen(command: ListenCommand): void {
    const { mediaTimeMs } = this.#core;
    const { notices, speechToText } = this.#options;
    // Nothing may have been said since the last turn: a cough is listened past, and answered by nothing.
    this.#latency.forget();
    notices?.answered();
    this.#reporter.questionEnded(this.#heardUntilMs ?? mediaTimeMs());
    const { turnId, questionId, part, moment } = command;
    this.#log({ type: 'turn.started', turnId, questionId, part, moment });
    const waits = speechToText === null ? patient(command) : command;
    const { question, answersSinceMs } = this.conductor;
    this.listener.begin(waits, keytermsOf(question), mediaTimeMs(), answersSinceMs);
    this.suggester?.rehearse(turnId, mediaTimeMs());
    this.actions.listens();
  }

  #createActions(): CandidateActions {
    const { mediaTimeMs, isOver, pause, track } = this.#core;
    return new CandidateActions({
      conductor: this.conductor,
      listener: this.listener,
      reporter: this.#reporter,
      rejoin: this.rejoin,
      latency: this.#latency,
      audio: this.audio,
      mediaTimeMs,
      isOver,
      pause,
      log: this.#log,
      track,
    });
  }

  readonly #log: EventLog['append'] = (body) => this.#core.log.append(body);
}

/** Who types reads the question first and looks for the keys: silence means less than in a conversation. */
function patient(command: ListenCommand): ListenCommand {
  return { ...command, patienceMs: command.patienceMs * TYPED_PATIENCE };
}
