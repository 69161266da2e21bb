/**
 * Runs the npm package espeak-ng (WebAssembly, GPL-3.0-or-later) as the separate program that it is: one run of its
 * `main` per line, with arguments and files, as from a command line. The compiled code is kept between runs.
 * Request: { args, text, textFile, soundFile } -> { sound: Uint8Array | null, printed: string }
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { failure, serve } from '../child-process/serve.mjs';

let loading;

async function load() {
  const { default: run } = await import('espeak-ng');
  const wasm = new URL('./espeak-ng.wasm', import.meta.resolve('espeak-ng'));
  return { run, code: await WebAssembly.compile(await readFile(fileURLToPath(wasm))) };
}

serve(async ({ args, text, textFile, soundFile }) => {
  loading ??= load();
  const { run, code } = await loading.catch((error) => {
    loading = undefined;
    throw failure('unavailable', `the package espeak-ng cannot be loaded (${error.message})`);
  });
  const printed = [];
  const print = (line) => printed.push(line);
  const program = await run({
    arguments: [...args],
    print,
    printErr: print,
    preRun: [(module) => module.FS.writeFile(textFile, text)],
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(code, imports).then(done);
      return {};
    },
  });
  try {
    return { sound: program.FS.readFile(soundFile), printed: printed.join('\n') };
  } catch {
    return { sound: null, printed: printed.join('\n') };
  }
});
