/** What providers told of themselves (failures, switches, use), on a cassette. */
import type { CassetteMessageOf } from '../../engine/replay/cassette/format.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import { PROVIDER_ERROR_KINDS } from '../../engine/ports/provider-error.js';
import { ProviderNotices, type ProviderNotice } from '../../engine/session/log/provider-notices.js';
import { recordedFailure } from './recorded-failure.js';

type NoticeMessage = CassetteMessageOf<'notice'>;
type NoticePort = NoticeMessage['port'];
type Told = NoticeMessage['told'];

const PORTS: ReadonlySet<string> = new Set<NoticePort>([
  'speechToText',
  'textToSpeech',
  'languageModel',
  'pronunciation',
]);

/** Hands on what is told, and writes down what belongs to one of the recorded ports. */
export function recordedNotices(
  inner: ProviderNotices,
  write: (message: NoticeMessage) => void,
  requestsOf: (port: NoticePort) => number | null,
): ProviderNotices {
  const outer = new ProviderNotices();
  inner.listen((notice) => {
    outer.tell(notice);
    if (!isRecordable(notice.port)) return;
    const request = requestsOf(notice.port);
    if (request !== null) write({ type: 'notice', port: notice.port, request, told: told(notice) });
  });
  return outer;
}

function isRecordable(port: string): port is NoticePort {
  return PORTS.has(port);
}

function told(notice: ProviderNotice): Told {
  switch (notice.type) {
    case 'provider.failed': {
      const kind = PROVIDER_ERROR_KINDS.find((each) => notice.code === `provider.${each}`) ?? 'crashed';
      return { what: 'failed', provider: notice.provider, kind };
    }
    case 'provider.switched':
      return { what: 'switched', from: notice.from, to: notice.to };
    case 'provider.recovered':
      return { what: 'recovered', provider: notice.provider };
    case 'provider.used': {
      const { provider, audioSeconds, characters, inputTokens, outputTokens, costUsd, discarded } = notice;
      return { what: 'used', provider, audioSeconds, characters, inputTokens, outputTokens, costUsd, discarded };
    }
  }
}

/** Tells again what was told, after as many requests of the port as then. */
export class PlayedNotices {
  readonly #monitor: ProviderMonitor;
  readonly #waiting: NoticeMessage[];
  readonly #over = new Map<NoticePort, number>();

  constructor(messages: readonly NoticeMessage[], monitor: ProviderMonitor) {
    this.#monitor = monitor;
    this.#waiting = messages.filter(({ request }) => request > 0);
    for (const message of messages) if (message.request === 0) this.#tell(message);
  }

  /** A request of the port is over. */
  over(port: NoticePort): void {
    const requests = (this.#over.get(port) ?? 0) + 1;
    this.#over.set(port, requests);
    for (;;) {
      const at = this.#waiting.findIndex((each) => each.port === port && each.request <= requests);
      const [message] = at === -1 ? [] : this.#waiting.splice(at, 1);
      if (message === undefined) return;
      this.#tell(message);
    }
  }

  #tell({ port, told: notice }: NoticeMessage): void {
    const why = 'it was so when the cassette was recorded';
    switch (notice.what) {
      case 'failed':
        this.#monitor.failed(port, notice.provider, recordedFailure(notice.provider, notice.kind));
        return;
      case 'switched':
        this.#monitor.switched(port, notice.from, notice.to, why);
        return;
      case 'recovered':
        this.#monitor.recovered(port, notice.provider);
        return;
      case 'used': {
        const { provider, audioSeconds, characters, inputTokens, outputTokens, costUsd, discarded } = notice;
        this.#monitor.used({
          port,
          provider,
          firstByteMs: null,
          costUsd,
          discarded,
          ...(audioSeconds === null ? {} : { audioSeconds }),
          ...(characters === null ? {} : { characters }),
          ...(inputTokens === null ? {} : { inputTokens }),
          ...(outputTokens === null ? {} : { outputTokens }),
        });
        return;
      }
    }
  }
}
