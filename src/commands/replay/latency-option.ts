/** `--latency stt=+300ms,llm=+1s`: how much later providers answer. */
import type { z } from 'zod';
import { AppError } from '../../engine/errors.js';
import { delaySchema } from '../../engine/replay/fixture/quantities.js';
import { AWAITED_PORTS, type AwaitedPort } from '../../engine/replay/fixture/fault-schema.js';
import { didYouMean } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { Latencies } from './run/job.js';

/** Milliseconds by port. Throws AppError `replay.latency` (exit code 2). */
export function parseLatency(written: string): Latencies {
  const latencies: Partial<Record<AwaitedPort, number>> = {};
  for (const entry of written.split(',')) {
    const [, port = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(entry) ?? [];
    const key = AWAITED_PORTS.find((each) => each === port);
    if (key === undefined) throw unknownPort(entry, port);
    if (latencies[key] !== undefined) throw latencyError(`--latency names "${key}" twice.`);
    const delay = delaySchema.safeParse(/^\+?0$/.test(value) ? 0 : value);
    if (!delay.success)
      throw latencyError(`"${safeText(value)}" is no length of time for "${key}": ${firstIssue(delay.error)}.`);
    latencies[key] = delay.data;
  }
  return latencies;
}

function firstIssue({ issues }: z.ZodError): string {
  return issues[0]?.message ?? '';
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
