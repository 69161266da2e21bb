/** One thing that `doctor` looks at, and how all of them are run: side by side, each within its time, none able to fail the rest. */
import { isAppError, messageOf } from '../../engine/errors.js';
import type { Availability } from '../../engine/ports/availability.js';

/** `warning` works, but not well; `missing` does not work. */
export type CheckStatus = 'ok' | 'warning' | 'missing';

export interface CheckResult {
  readonly status: CheckStatus;
  readonly detail: string;
  /** What to do about it, when there is something to do. */
  readonly remedy?: string;
}

export interface Check {
  /** Stable, for scripts: `node`, `microphone`. */
  readonly id: string;
  readonly title: string;
  /** Without it no test can be taken at all, not even a typed one. */
  readonly required?: boolean;
  /** Default: ten seconds. */
  readonly timeoutMs?: number;
  run(): Promise<CheckResult>;
}

export interface FinishedCheck extends CheckResult {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
}

const TIMEOUT_MS = 10_000;

/** In the order given. Never rejects. */
export async function runChecks(checks: readonly Check[]): Promise<readonly FinishedCheck[]> {
  return await Promise.all(checks.map(runCheck));
}

async function runCheck(check: Check): Promise<FinishedCheck> {
  const { id, title, required = false } = check;
  return { id, title, required, ...(await withinTime(check).catch(failed)) };
}

async function withinTime({ run, timeoutMs = TIMEOUT_MS }: Check): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => {
      resolve({
        status: 'missing',
        detail: `did not answer within ${String(timeoutMs / 1000)} s`,
        remedy: 'Try again when the machine is less busy; if it stays so, restart it.',
      });
    }, timeoutMs);
  });
  try {
    // What throws at once is a failed check too.
    return await Promise.race([Promise.resolve().then(run), tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(error: unknown): CheckResult {
  const detail = messageOf(error);
  return isAppError(error) ? { status: 'missing', detail, remedy: error.remedy } : { status: 'missing', detail };
}

/** A provider's own word as a check. @param otherwise how bad it is when the provider is not there */
export function availabilityCheck(
  check: Pick<Check, 'id' | 'title' | 'required' | 'timeoutMs'>,
  detect: () => Promise<Availability>,
  otherwise: Exclude<CheckStatus, 'ok'> = 'missing',
): Check {
  return {
    ...check,
    run: async () => {
      const found = await detect();
      return found.available
        ? { status: 'ok', detail: found.detail }
        : { status: otherwise, detail: found.why, remedy: found.remedy };
    },
  };
}
