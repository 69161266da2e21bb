/** What a candidate can do besides speaking: a key press, a typed answer. */
export type CandidateAction =
  | { readonly type: 'repeat' }
  /** "I have finished": ends the turn now; in the preparation minute, starts the long turn. */
  | { readonly type: 'finished' }
  | { readonly type: 'mute'; readonly muted: boolean }
  | {
      readonly type: 'answer';
      readonly text: string;
      /** How long saying it would take; given by scripted ends only. */ readonly spokenMs?: number;
    }
  /** Typing began or was given up: the examiner waits for it as for somebody who is speaking. */
  | { readonly type: 'typing'; readonly typing: boolean }
  | { readonly type: 'pause' }
  | { readonly type: 'unpause' }
  /** Ends the test politely: closing line, scores, saved. */
  | { readonly type: 'quit' };
