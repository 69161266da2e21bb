/**
 * `npm run bench`: measures how fast the program is and prints JSON, or a table with `--pretty`. Every figure runs in a
 * process of its own, one after the other. Nothing here passes or fails; docs/performance.md says what the figures mean.
 *
 *   node bench/run.mjs [--only NAME]... [--pretty]
 */
import { parseArgs } from 'node:util';
import { FIGURES } from './figures.mjs';
import { machine } from './support/machine.mjs';
import { runNode } from './support/processes.mjs';
import { table } from './support/table.mjs';

const USAGE = `node bench/run.mjs [--only NAME]... [--pretty]\nFigures: ${Object.keys(FIGURES).join(', ')}\n`;
const values = given();
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const names = values.only ?? Object.keys(FIGURES);
const unknown = names.filter((name) => !(name in FIGURES));
if (unknown.length > 0) {
  process.stderr.write(`There is no figure ${unknown.join(', ')}.\n${USAGE}`);
  process.exit(2);
}

const figures = [];
for (const name of names) {
  process.stderr.write(`measuring ${name} ...\n`);
  figures.push({ name, ...(await measured(name)) });
}
const report = { date: new Date().toISOString(), machine: machine(), figures };
process.stdout.write(values.pretty ? table(report) : `${JSON.stringify(report, null, 2)}\n`);

/** A mistyped option is told with the usage, not with a stack trace. */
function given() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        pretty: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

/** A figure that cannot be measured here says why and does not keep the others from being measured. */
async function measured(name) {
  const script = new URL('measure.mjs', import.meta.url);
  const { output, errors, exitCode } = await runNode(['--expose-gc', script.pathname, name]);
  if (exitCode === 0) return JSON.parse(output.trim().split('\n').at(-1));
  return { measurements: [], notMeasured: errors.trim().split('\n').at(-1) ?? `exit code ${String(exitCode)}` };
}
