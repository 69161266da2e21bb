/** Lets a test start a module of ours in a plain Node process: the module and what it imports of ours, as JavaScript. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** @returns the path of the copy inside `folder`. Modules that import packages cannot be copied away from them. */
export async function runnableCopy(modulePath: string, folder: string): Promise<string> {
  const root = resolve('src');
  const done = new Set<string>();
  const copy = async (path: string): Promise<void> => {
    if (done.has(path)) return;
    done.add(path);
    const { outputText } = ts.transpileModule(await readFile(path, 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    const target = targetOf(path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText);
    for (const [, imported] of outputText.matchAll(/from '(\..*?)\.js'/g)) {
      await copy(resolve(dirname(path), `${imported ?? ''}.ts`));
    }
  };
  const targetOf = (path: string): string => join(folder, relative(root, path).replace(/\.ts$/, '.js'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await copy(resolve(modulePath));
  return targetOf(resolve(modulePath));
}
