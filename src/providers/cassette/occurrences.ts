/** Counts requests that are the same, so that the second asking is told apart from the first. */
export class Occurrences {
  readonly #asked = new Map<string, number>();

  /** How often it was asked before this time. */
  next(key: string): number {
    const before = this.#asked.get(key) ?? 0;
    this.#asked.set(key, before + 1);
    return before;
  }
}

interface Recorded {
  readonly key: string;
  readonly occurrence: number;
}

/**
 * Answers that are written down once, however often they were asked for, and failures, each at its time. Asked more often than it
 * failed, a request without an answer fails as it did last.
 */
export class AnswersOrFailures<Answer extends { readonly key: string }, Failure extends Recorded> {
  readonly #answers: ReadonlyMap<string, Answer>;
  readonly #failures: readonly Failure[];
  readonly #occurrences = new Occurrences();

  constructor(answers: readonly Answer[], failures: readonly Failure[]) {
    this.#answers = new Map(answers.map((answer) => [answer.key, answer]));
    this.#failures = failures;
  }

  /** Undefined for a request that was never made. */
  next(key: string): Answer | Failure | undefined {
    const occurrence = this.#occurrences.next(key);
    const failures = this.#failures.filter((each) => each.key === key);
    return failures.find((each) => each.occurrence === occurrence) ?? this.#answers.get(key) ?? failures.at(-1);
  }
}

/** Messages by request. Asked more often than recorded, a request gets its last answer again. */
export class RecordedRequests<Message extends Recorded> {
  readonly #byKey = new Map<string, Message[]>();
  readonly #occurrences = new Occurrences();

  constructor(messages: readonly Message[]) {
    for (const message of messages) {
      const known = this.#byKey.get(message.key);
      if (known === undefined) this.#byKey.set(message.key, [message]);
      else known.push(message);
    }
  }

  /** Undefined for a request that was never made. */
  next(key: string): Message | undefined {
    const recorded = this.#byKey.get(key);
    const occurrence = this.#occurrences.next(key);
    return recorded?.find((each) => each.occurrence === occurrence) ?? recorded?.at(-1);
  }
}
