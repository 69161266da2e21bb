/** Lets child processes that are started meanwhile import our TypeScript, which they find compiled in the package. */
export async function withSourcesInChildren<Result>(run: () => Promise<Result>): Promise<Result> {
  const before = process.env['NODE_OPTIONS'];
  process.env['NODE_OPTIONS'] = `--import ${new URL('./typescript-hooks.mjs', import.meta.url).href}`;
  try {
    return await run();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, 'NODE_OPTIONS');
    else process.env['NODE_OPTIONS'] = before;
  }
}
