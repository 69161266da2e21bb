/** Makes a program of TypeScript modules that a real terminal can run: transpiled beside the packages it imports, without a build. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const PROJECT = resolve(import.meta.dirname, '..', '..');

export interface TerminalProgram {
  /** Folder that mirrors the project; modules end in `.js`. */
  readonly folder: string;
  remove(): void;
}

/** @param entry path from the project's root, such as `test/support/play-practice-screen.ts` */
export function terminalProgram(entry: string): TerminalProgram {
  const cache = join(PROJECT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'terminal-program-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const done = new Set<string>();
  const todo = [join(PROJECT, entry)];
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const source = readFileSync(file, 'utf8');
    const { outputText } = ts.transpileModule(source, {
      fileName: file,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.ReactJSX,
        verbatimModuleSyntax: true,
      },
    });
    const target = join(folder, relative(PROJECT, file)).replace(/\.tsx?$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    for (const [, path] of outputText.matchAll(/(?:from |import\()'(\.[^']+)\.js'/g))
      todo.push(sourceOf(join(dirname(file), path!)));
  }
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sourceOf(path: string): string {
  return ts.sys.fileExists(`${path}.ts`) ? `${path}.ts` : `${path}.tsx`;
}
