/** `--latency stt=+300ms,llm=+1s`: how much later providers answer. */
import { AppError } from '../../engine/errors.js';
import { durationSchema } from '../../engine/replay/fixture/quantities.js';
import { AWAITED_PORTS, type AwaitedPort } from '../../engine/replay/fixture/fault-schema.js';
import { didYouMean } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { Latencies } from './run/job.js';

/** A minute: nobody has waited longer for an answer. */
const LONGEST_MS = 60_000;

/** Milliseconds by port. Throws AppError `replay.latency` (exit code 2). */
export function parseLatency(written: string): Latencies {
  const latencies: Partial<Record<AwaitedPort, number>> = {};
  for (const entry of written.split(',')) {
    const [, port = '', value = ''] = /^\s*([^=]*?)\s*=\s*\+?(.*?)\s*$/.exec(entry) ?? [];
    const key = AWAITED_PORTS.find((each) => each === port);
    if (key === undefined) throw unknownPort(entry, port);
    if (latencies[key] !== undefined) throw latencyError(`--latency names "${key}" twice.`);
    const duration = durationSchema.safeParse(value === '0' ? 0 : value);
    if (!duration.success || duration.data > LONGEST_MS) {
      throw latencyError(
        `"${safeText(value)}" is no length of time for "${key}"${duration.success ? ': it is more than a minute' : ''}.`,
      );
    }
    latencies[key] = duration.data;
  }
  return latencies;
}

function unknownPort(entry: string, port: string): AppError {
  return latencyError(
    port === ''
      ? `"${safeText(entry)}" names no port and no length of time.`
      : `There is no port "${safeText(port)}" that anybody waits for${didYouMean(port, AWAITED_PORTS)}`,
  );
}

function latencyError(message: string): AppError {
  return new AppError({
    code: 'replay.latency',
    message,
    remedy: `Write, for example: --latency stt=+300ms,llm=+1s (ports: ${AWAITED_PORTS.join(', ')}).`,
    exitCode: 2,
  });
}
