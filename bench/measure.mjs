/** Measures one figure in this process and prints it as one line of JSON: `node --expose-gc bench/measure.mjs NAME`. */
import { FIGURES } from './figures.mjs';

const [name] = process.argv.slice(2);
try {
  const { measure } = await FIGURES[name]();
  process.stdout.write(`${JSON.stringify(await measure())}\n`, () => process.exit(0));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
  process.exit(1);
}
