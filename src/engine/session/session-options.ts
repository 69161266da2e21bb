/** Everything a session is made of. All ports are open for replacement; none is looked up. */
import type { EndpointingMoment, ExamPlan, ExamState } from '../exam/types.js';
import type { AudioInput } from '../ports/audio-input.js';
import type { AudioOutput } from '../ports/audio-output.js';
import type { AudioRecorder } from '../ports/audio-recorder.js';
import type { Clock } from '../ports/clock.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { CreateResampler } from '../ports/resampler.js';
import type { SpeechCache } from '../ports/speech-cache.js';
import type { SpeechToText } from '../ports/speech-to-text.js';
import type { TextToSpeech } from '../ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../ports/voice-activity-detector.js';
import type { EndpointingSettings } from '../speech/endpointing.js';
import type { ProviderPort, SessionEvent } from './log/events.js';
import type { SessionObserver } from './running-session.js';
import type { ProviderNotices } from './log/provider-notices.js';
import type { SessionScorer } from './session-scorer.js';

/** `auto` listens while the examiner speaks unless what it hears is our own playback. */
export type BargeIn = 'auto' | 'on' | 'off';

/** Takes note of work beside the frame loop, which virtual time must let go on before the next frame. */
export type Track = (work: Promise<void>) => void;

export interface ChosenProvider {
  readonly port: ProviderPort;
  readonly provider: string;
  readonly why: string;
}

/** Where a killed session goes on. */
export interface ResumePoint {
  readonly state: ExamState;
  readonly lastSequence: number;
  readonly mediaTimeMs: number;
  /** What the log says so far, in order: a language model is told what was answered before. */
  readonly earlier: readonly SessionEvent[];
}

export interface SessionOptions {
  readonly sessionId: string;
  readonly appVersion: string;
  readonly candidate: string | null;
  readonly plan: ExamPlan;
  readonly resume: ResumePoint | null;
  readonly input: AudioInput;
  readonly output: AudioOutput;
  readonly recorder: AudioRecorder | null;
  readonly clock: Clock;
  /** Null: nothing is recognised, answers are typed. */
  readonly speechToText: SpeechToText | null;
  /** Null: lines are shown, not heard. */
  readonly textToSpeech: TextToSpeech | null;
  /** Null: follow-ups come from the question bank. */
  readonly languageModel: LanguageModel | null;
  readonly speechCache: SpeechCache | null;
  readonly createResampler: CreateResampler;
  readonly voiceActivity: VoiceActivityDetector;
  readonly endpointing: Readonly<Record<EndpointingMoment, EndpointingSettings>>;
  readonly bargeIn: BargeIn;
  readonly scorer: SessionScorer;
  readonly chosen: readonly ChosenProvider[];
  /** What the providers tell while the session runs; null where nobody tells anything. */
  readonly notices: ProviderNotices | null;
  /** From the first event on. */
  readonly observers: readonly SessionObserver[];
}
