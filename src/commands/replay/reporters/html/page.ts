/**
 * The whole report: totals, then every fixture, folded. It loads nothing from anywhere, and its policy forbids it to.
 * What is folded is packed and unpacked when somebody unfolds it: five hundred sessions are a million elements and 50 MB.
 * So is a session as soon as it is over: its events are forgotten then, and what is drawn waits on disk.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { FixtureResult } from '../../../../engine/replay/result.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import { lengthText } from '../figures-text.js';
import type { ReplaySummary } from '../reporter.js';
import { SCRIPT } from './script.js';
import { sessionBody, sessionHead } from './session.js';
import { Sounds } from './sounds.js';
import { Spool } from './spool.js';
import { STYLE } from './style.js';

/** What failed is read first; more than a few open sessions make the page slow. */
const MOST_OPEN = 5;
const NO_SOUND = 'Without sound; --reporter html-audio=FILE puts the answers in.';

export class Page {
  readonly #heads: string[] = [];
  readonly #packed = new Spool();
  readonly #sounds: Sounds | null;
  readonly #isAlone: boolean;
  #open = 0;

  /** @param sessions how many there will be @param withSound whether answers are put in, which makes it many times larger */
  constructor(sessions: number, withSound: boolean) {
    this.#isAlone = sessions === 1;
    this.#sounds = withSound ? new Sounds() : null;
  }

  /** @param folder where the fixture's sound lies. Throws when there is no room on the disk. */
  add(result: FixtureResult, folder: string): void {
    const body = sessionBody(result, this.#sounds?.add(folder, result) ?? new Map());
    const isOpen = this.#isAlone || (result.status !== 'passed' && this.#open < MOST_OPEN);
    if (isOpen) {
      this.#open++;
      this.#heads.push(sessionHead(result, null, body));
      return;
    }
    const id = `folded-${String(this.#heads.length)}`;
    this.#packed.add(`<script type="text/plain" id="${id}">${deflateRawSync(body).toString('base64')}</script>\n`);
    this.#heads.push(sessionHead(result, id, ''));
  }

  /** In pieces: with thousands of sessions it is more than one string may hold. */
  async *pieces({
    total: all,
    passed,
    failed,
    broken,
    interrupted,
    durationMs,
  }: ReplaySummary): AsyncGenerator<string> {
    const hash = createHash('sha256').update(SCRIPT).digest('base64');
    const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; media-src blob:`;
    yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Replay: ${String(failed + broken)} of ${String(all)} fixtures with problems</title><style>${STYLE}</style></head>
<body><h1>Replay report</h1>
<div class="totals">${total('good', '✓', passed, 'passed')}${total('bad', '✗', failed, 'failed')}${total('warn', '!', broken, 'broken')}${interrupted > 0 ? `<span>– ${String(interrupted)} not finished</span>` : ''}<span class="note">${lengthText(durationMs)} of conversation</span><label><input type="checkbox" id="problems"> only problems</label></div>
${(this.#sounds?.choose() ?? [NO_SOUND]).map(noteText).join('')}
<noscript><p class="note">Scripts are switched off: only the sessions that are open can be looked at, without sound.</p></noscript>
<main>
`;
    yield* this.#heads;
    yield `</main>\n<script>${SCRIPT}</script>\n`;
    yield* this.#packed.texts();
    if (this.#sounds !== null) yield* this.#sounds.elements();
    yield '</body></html>\n';
  }

  close(): void {
    this.#packed.close();
  }
}

/** What there is none of is no alarm. */
function total(className: string, mark: string, count: number, what: string): string {
  return `<span class="${count === 0 ? 'none' : className}">${mark} ${String(count)} ${what}</span>`;
}

function noteText(text: string): string {
  return `<p class="note">${escaped(text)}</p>`;
}
