/** Arguments of a script: `--help` prints how it is called, and so does an argument that it does not know. */
import { parseArgs } from 'node:util';

/** @param usage how it is called: `node scripts/x.mjs FOLDER [--seed 1]` */
export function scriptArguments(usage, { options, ...more }) {
  try {
    const read = parseArgs({ ...more, options: { ...options, help: { type: 'boolean', short: 'h', default: false } } });
    if (!read.values.help) return read;
  } catch (error) {
    if (!String(error.code).startsWith('ERR_PARSE_ARGS')) throw error;
    return wrongCall(usage, error.message);
  }
  console.log(`Usage: ${usage}`);
  return process.exit(0);
}

/** Ends the script. */
export function wrongCall(usage, why) {
  console.error(`${why}\nUsage: ${usage}`);
  return process.exit(2);
}
