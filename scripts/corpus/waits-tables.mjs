/** What docs/turn-taking.md publishes of the measured waits, and what these figures depend on. */
import { createHash } from 'node:crypto';

const [BEGIN, END] = ['<!-- figures: made by scripts/measure-waits.mjs -->', '<!-- end of figures -->'];

/** Figures are of these settings, words and trees: any change makes them stale. */
export function basisOf(endpointing, sentenceEnds, turnEnds) {
  const hash = (text) => createHash('sha256').update(text).digest('hex');
  return {
    endpointing: JSON.parse(JSON.stringify(endpointing)),
    words: hash([...sentenceEnds].flat().join('\n')),
    turnEnds: hash(JSON.stringify(turnEnds)),
  };
}

/** Markdown. Shares with 95 % intervals, waits in seconds. */
export function tables({ settings, groups }) {
  const row = ({ cutIns, falseStarts, waitMedianMs, waitP95Ms }) =>
    [share(cutIns), share(falseStarts), seconds(waitMedianMs), seconds(waitP95Ms)].join(' | ');
  const head = 'cut in on | false starts | wait, median | wait, 95 % |\n| --- | --- | --- | --- | --- |';
  return [
    `| waits | ${head}`,
    ...settings.map(({ setting, like, ...each }) => `| ${nameOf(setting, like)} | ${row(each)} |`),
    '',
    `| as they are, by part and level | ${head}`,
    ...groups.map(({ group, ...each }) => `| ${group.toUpperCase().replace('PART', 'Part')} | ${row(each)} |`),
  ].join('\n');
}

export function withTables(page, figures) {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('The page has no place for the figures.');
  return `${page.slice(0, from + BEGIN.length)}\n\n${tables(figures)}\n\n${page.slice(to)}`;
}

function nameOf(setting, like) {
  const name = setting === 'usual' ? '**as they are** (`usual`)' : `\`${setting}\``;
  return like === null ? name : `${name}: ${like}`;
}

function share([value, low, high]) {
  const text = `${(100 * value).toFixed(1)} %`;
  return low === undefined ? text : `${text} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;
}

function seconds([value]) {
  return `${(value / 1000).toFixed(2)} s`;
}
