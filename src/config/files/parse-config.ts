/** Parses a configuration file: YAML, of which JSON is a subset. Nothing in it is executed. */
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { AppError, messageOf } from '../../engine/errors.js';
import { complaint, complaintsOf, complaintText, offsetOf } from '../../engine/text/yaml-complaints.js';
import type { SchemaIssue } from '../../engine/text/schema-words.js';
import { isNestedTooDeeply } from '../../engine/text/yaml-depth.js';
import type { ConfigFileContent } from './config-schema.js';
import { configSchema, knownConfigKeys } from './config-schema.js';
import { secretsIn, secretsInText } from './secrets-in-files.js';

/** `user`: written by the owner of the keys. `project`: may have come with somebody else's repository, so it is trusted less. */
export type ConfigFileKind = 'project' | 'user';

export interface ParsedConfig {
  readonly content: ConfigFileContent;
  /** The line of a setting or profile, from 1. */
  readonly lineOf: (path: readonly string[]) => number;
}

/**
 * @param name the name of the file in messages
 * Throws AppError `config.badYaml`, `config.secret`, `config.invalid` or `config.foreignAddress` (exit code 2).
 */
export function parseConfig(text: string, name: string, kind: ConfigFileKind): ParsedConfig {
  if (isNestedTooDeeply(text)) {
    const complaints = [{ line: 1, column: 1, text: 'it is nested deeper than any settings' }];
    throw configError('badYaml', complaintText(name, complaints), 'Check what lies there.');
  }
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  // Checked first, so that no later message can show a key.
  refuseSecrets(document, text, lines, name);
  if (document.errors.length > 0) {
    const complaints = document.errors.map(({ pos, message }) =>
      complaint(lines, pos[0], message.split('\n')[0] ?? ''),
    );
    throw configError('badYaml', complaintText(name, complaints), 'Correct the YAML at this place.');
  }
  const parsed = configSchema.safeParse(valueOf(document, name));
  if (!parsed.success) {
    const context = {
      document,
      lines,
      knownKeys: (path: readonly PropertyKey[]) => knownConfigKeys(path, (place) => document.getIn(place)),
    };
    const complaints = parsed.error.issues.flatMap((issue) => complaintsOf(issue as SchemaIssue, context));
    throw configError(
      'invalid',
      complaintText(name, complaints),
      'See docs/providers.md for everything a file may say.',
    );
  }
  if (kind === 'project') refuseForeignAddresses(parsed.data, document, lines, name);
  const lineOf = (path: readonly string[]) => lines.linePos(keyOffset(document, path)).line;
  return { content: parsed.data, lineOf };
}

function valueOf(document: Document.Parsed, name: string): unknown {
  if (document.contents === null) return {};
  try {
    return document.toJS() as unknown;
  } catch (error) {
    // Aliases that expand to an unreasonable size.
    throw configError('badYaml', `${name}:1:1: ${messageOf(error)}`, 'Write the file without aliases.');
  }
}

function refuseSecrets(document: Document, text: string, lines: LineCounter, name: string): void {
  const inPlace = secretsIn(document);
  const found = inPlace.length > 0 ? inPlace : secretsInText(text, document.errors.length > 0);
  const [first] = found;
  if (first === undefined) return;
  const complaints = found.map(({ offset }) => complaint(lines, offset, 'a key must not lie in a configuration file'));
  throw configError(
    'secret',
    complaintText(name, complaints),
    `Take it out of the file (and of its history), then store it safely: ielts-examiner keys set ${first.key ?? 'NAME'}`,
  );
}

/** Refuses server addresses in a project file: a cloned repository could have your keys sent to its author. */
function refuseForeignAddresses(
  { profiles = {} }: ConfigFileContent,
  document: Document,
  lines: LineCounter,
  name: string,
): void {
  for (const [profile, { ports }] of Object.entries(profiles)) {
    for (const [port, entries] of Object.entries(ports)) {
      for (const [index, { options }] of (entries ?? []).entries()) {
        const address = options['baseUrl'];
        if (typeof address !== 'string' || isLoopback(address)) continue;
        const at = offsetOf(document, ['profiles', profile, port, index, 'baseUrl']);
        throw configError(
          'foreignAddress',
          complaintText(name, [
            complaint(
              lines,
              at,
              'a project file may name addresses of this machine only: your key would be sent there',
            ),
          ]),
          'If you trust the address, move this profile into your own file: ielts-examiner config path',
        );
      }
    }
  }
}

export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function keyOffset(document: Document, path: readonly string[]): number {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => String((key as { readonly value?: unknown } | null)?.value) === path.at(-1))
    : undefined;
  const range = (pair?.key as { readonly range?: readonly number[] } | null | undefined)?.range;
  return range?.[0] ?? offsetOf(document, path);
}

export function configError(code: string, message: string, remedy: string): AppError {
  return new AppError({ code: `config.${code}`, message, remedy, exitCode: 2 });
}
