/** What this terminal can show: characters beyond ASCII, colour, a screen reader. Read from the environment once. */

export interface Glyphs {
  readonly dot: string;
  readonly barFull: string;
  readonly barEmpty: string;
  readonly ellipsis: string;
  readonly range: string;
  readonly cursor: string;
}

export interface TerminalLook {
  readonly glyphs: Glyphs;
  readonly unicode: boolean;
  readonly colour: boolean;
  readonly screenReader: boolean;
}

const UNICODE: Glyphs = { dot: '·', barFull: '█', barEmpty: '░', ellipsis: '…', range: '–', cursor: '█' };
const ASCII: Glyphs = { dot: '|', barFull: '#', barEmpty: '-', ellipsis: '...', range: '-', cursor: '_' };

type Environment = Readonly<Record<string, string | undefined>>;

export function terminalLook(environment: Environment, platform: NodeJS.Platform = process.platform): TerminalLook {
  const unicode = showsUnicode(environment, platform);
  return {
    unicode,
    glyphs: unicode ? UNICODE : ASCII,
    colour: !isSet(environment['NO_COLOR']) && environment['TERM'] !== 'dumb',
    // Ink's own variable, so that it works for every Ink program.
    screenReader: environment['INK_SCREEN_READER'] === 'true',
  };
}

/** Whether the moving part of a screen can be drawn: a dumb terminal cannot go back up, and with `CI` set Ink does not draw it. */
export function showsScreen(environment: Environment): boolean {
  const isCi = ['CI', 'CONTINUOUS_INTEGRATION'].some((name) => !['0', 'false', undefined].includes(environment[name]));
  return environment['TERM'] !== 'dumb' && !isCi;
}

/** The text console (`TERM=linux`) has few characters in its font; over ssh, the locale tells what the other end can show. */
function showsUnicode(environment: Environment, platform: NodeJS.Platform): boolean {
  const term = environment['TERM'];
  if (term === 'linux' || term === 'dumb') return false;
  const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(isSet);
  if (locale !== undefined) return /utf-?8/i.test(locale);
  if (platform === 'win32') return isSet(environment['WT_SESSION']) || environment['TERM_PROGRAM'] === 'vscode';
  return platform === 'darwin';
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
