/** A recogniser that says what it was told to, for tests about what the session does with words. */
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnTranscript,
} from '../../src/engine/ports/speech-to-text.js';

export interface ScriptedTurn {
  /** Said as one partial 200 ms into the turn, and as the final transcript. */
  readonly text: string;
  readonly confidence?: number;
  /** Dies after this many frames, once. */
  readonly failsAfterFrames?: number;
  /** The final transcript never comes, once. */
  readonly neverFinal?: boolean;
}

export interface ScriptedSpeechToText extends SpeechToText {
  readonly opened: number;
  /** Frames of each turn as last given, by turn id. */
  readonly heardFrames: ReadonlyMap<string, number>;
}

/** Turns beyond the script repeat its last entry. */
export function scriptedSpeechToText(script: readonly ScriptedTurn[]): ScriptedSpeechToText {
  let opened = 0;
  let next = 0;
  const heardFrames = new Map<string, number>();
  const spent = new Set<ScriptedTurn>();
  const byTurn = new Map<string, ScriptedTurn>();
  return {
    id: 'scripted',
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: false },
    get opened() {
      return opened;
    },
    heardFrames,
    open: async () => {
      opened += 1;
      return stream();
    },
  };

  function stream(): SpeechToTextStream {
    let turn: ScriptedTurn | null = null;
    let turnId = '';
    let listener: SpeechToTextListener | null = null;
    let frames = 0;
    let dead = false;
    return {
      beginTurn(options, hearer) {
        turnId = options.turnId;
        turn = byTurn.get(turnId) ?? script[Math.min(next++, script.length - 1)] ?? { text: '' };
        byTurn.set(turnId, turn);
        listener = hearer;
        frames = 0;
      },
      push() {
        if (turn === null || dead) return;
        frames += 1;
        heardFrames.set(turnId, frames);
        if (frames === 10) listener?.partial(turn.text);
        if (turn.failsAfterFrames === frames && !spent.has(turn)) {
          spent.add(turn);
          dead = true;
          listener?.failed(new Error('the recogniser died'));
        }
      },
      async endTurn(): Promise<TurnTranscript> {
        const ending = turn;
        turn = null;
        if (ending === null || dead) throw new Error('no turn to end');
        if (ending.neverFinal === true && !spent.has(ending)) {
          spent.add(ending);
          return new Promise(() => undefined);
        }
        const confidence = ending.confidence ?? 0.9;
        const words = ending.text.split(' ').filter(Boolean);
        return {
          text: ending.text,
          words: words.map((text, index) => ({ text, startMs: index * 300, endMs: index * 300 + 250, confidence })),
          confidence: words.length === 0 ? null : confidence,
        };
      },
      cancelTurn: async () => {
        turn = null;
      },
      close: async () => undefined,
    };
  }
}
