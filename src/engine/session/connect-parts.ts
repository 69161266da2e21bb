/** Makes the parts of a session from its options and connects them: who tells whom what. What happens when is up to the session's loop. */
import { advanceExam, listenOn, startExam, understoodTurn } from '../exam/examiner.js';
import { finishedAtEnd } from '../exam/intents.js';
import { keytermsOf } from '../exam/keyterms.js';
import type { ListenCommand } from '../exam/types.js';
import { messageOf } from '../errors.js';
import { CandidateActions } from './candidate-actions.js';
import { ExamConductor } from './examiner/exam-conductor.js';
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

export interface ConnectedParts {
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
}

export function connectParts(options: SessionOptions, core: SessionCore): ConnectedParts {
  const { clock, notices, resume } = options;
  const { log, failures, mediaTimeMs, track, begun } = core;
  const append = log.append.bind(log);
  const audio = new CandidateAudio(options.input.hearsPlayback, options.bargeIn);
  const latency = new ResponseLatency(clock);
  const lines = new LinePreparer({
    ...options,
    cache: options.speechCache,
    onFailure: (error) => {
      failures.failed('textToSpeech', lines.voice, error);
    },
    onBegun: begun,
  });
  const voice = new ExaminerVoice(options.output, track);
  const speaker = new LineSpeaker({
    clock,
    lines,
    voice,
    latency,
    state: () => conductor.state,
    mediaTimeMs,
    heard: () => {
      rejoin.heard();
      notices?.answered();
    },
    log: append,
  });
  const recogniser = createTurnRecogniser(options, failures, begun);
  const suggester = createSuggester(options, failures, {
    state: () => conductor.state,
    log: append,
    prepare: (texts) => lines.expect(texts),
    onBegun: begun,
  });
  if (suggester !== null) log.subscribe(suggester.onEvent.bind(suggester));

  /** The candidate had not finished: the examiner falls silent and listens on, as if nothing had been said. */
  const takeUp = ({ turn, transcript, before, endedSequence }: Rejoining): void => {
    const { turnId, moment } = turn.listen;
    latency.forget();
    suggester?.wentOn();
    const silenceMs = listener.ongoingSinceMs - (turn.lastSpeechEndMs ?? turn.decidedAtMs);
    conductor.takeBack(before);
    append({ type: 'turn.rejoined', turnId, moment, silenceMs, endedSequence });
    conductor.checkpoint();
    listener.rejoin(transcript);
    conductor.listenOn(listenOn(conductor.state, turn.listen));
  };
  const rejoin = new TurnRejoin({
    mediaTimeMs,
    snapshot: () => conductor.snapshot(),
    rejoin: takeUp,
    release: () => listener.release(),
  });
  const listener: TurnListener = new TurnListener({
    voiceActivity: options.voiceActivity,
    recogniser,
    endpointing: options.endpointing,
    saidFinished: finishedAtEnd,
    events: {
      startedSpeaking: (turnId) => {
        suggester?.wentOn();
        append({ type: 'candidate.startedSpeaking', turnId });
      },
      stoppedSpeaking: (turnId) => append({ type: 'candidate.stoppedSpeaking', turnId }),
      partial: (turnId, text) => {
        speaker.early.heard(turnId, text);
        append({ type: 'transcript.partial', turnId, text });
      },
      likelyEnd: (turnId, text, speechMs) => {
        suggester?.likelyEnd({ turnId, text, speechMs, atMs: mediaTimeMs() });
      },
      wentOn: () => {
        // Where nobody is to interrupt the examiner, nobody does it by going on.
        if (options.bargeIn === 'off' && voice.speaking) return;
        speaker.dropEarly();
        rejoin.wentOn();
      },
      ended: (turn) => {
        rejoin.ended(turn);
        conductor.turnEnded();
        const waitedMs = waitedAlready(turn);
        suggester?.turnDecided(waitedMs);
        notices?.answerDue(HEARD_WITHIN_MS - waitedMs);
        speaker.early.turnEnded(turn, waitedMs, HEARD_WITHIN_MS - waitedMs);
        track(reporter.report(turn));
      },
    },
  });
  const reporter = new TurnReporter({
    log: append,
    rejoin,
    latency,
    track,
    mediaTimeMs,
    recogniserId: options.speechToText?.id ?? 'none',
    scorer: options.scorer,
    onScorerFailure: (error) => {
      failures.failed('scorer', 'bands', scoringFailed(messageOf(error), error));
    },
    question: () => conductor.question,
    understood: (input) => understoodTurn(conductor.state, input),
    suggest: (input) => suggester?.suggest(input) ?? null,
    answered: (input) => {
      const atMs = speaker.early.transcribed() ?? input.atMs;
      if (!core.isOver()) conductor.input({ ...input, atMs });
      speaker.dropEarly();
    },
  });
  /** Of the last line, where it is told later than it was heard. */
  let heardUntilMs: number | undefined;
  const conductor: ExamConductor = new ExamConductor(resume?.state ?? startExam(options.plan), {
    log: append,
    mediaTimeMs,
    speak: (line, ended) => {
      // One that is interrupted never tells its end.
      heardUntilMs = undefined;
      speaker.speak(line, (endedMs) => {
        heardUntilMs = endedMs;
        ended(endedMs);
      });
    },
    hush: () => voice.stop(),
    listen: (command) => {
      // Nothing may have been said since the last turn: a cough is listened past, and answered by nothing.
      latency.forget();
      notices?.answered();
      reporter.questionEnded(heardUntilMs ?? mediaTimeMs());
      const { turnId, questionId, part, moment } = command;
      append({ type: 'turn.started', turnId, questionId, part, moment });
      const waits = options.speechToText === null ? patient(command) : command;
      listener.begin(waits, keytermsOf(conductor.question), mediaTimeMs(), conductor.answersSinceMs);
      suggester?.rehearse(turnId, mediaTimeMs());
      actions.listens();
    },
    expect: (texts) => {
      lines.expect(texts);
    },
    advance: advanceExam,
    judged: (command) => suggester?.judged(command),
    ended: (status) => {
      track(core.end(status, status === 'completed' ? 'the test was completed' : 'the candidate ended the test'));
    },
  });
  const actions = new CandidateActions({
    conductor,
    listener,
    reporter,
    rejoin,
    latency,
    audio,
    mediaTimeMs,
    isOver: core.isOver,
    pause: core.pause,
    log: append,
    track,
  });
  const finalScore = new FinalScore({ ...options, settled: () => reporter.settled() });
  return { audio, lines, voice, speaker, recogniser, suggester, rejoin, listener, conductor, actions, finalScore };
}

/** Who types reads the question first and looks for the keys: silence means less than in a conversation. */
function patient(command: ListenCommand): ListenCommand {
  return { ...command, patienceMs: command.patienceMs * TYPED_PATIENCE };
}
