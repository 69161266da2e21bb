/** What is wrong with a fixture or with expectations that a test wrote, in words, a line each. */
import type { z } from 'zod';
import { findingsOf, pathText, type CheckedValue, type SchemaIssue } from '../engine/text/schema-words.js';

/** @param given what was checked @param knownKeys that may stand at a place of it */
export function wrongInput(error: z.ZodError, given: unknown, knownKeys: CheckedValue['knownKeys']): readonly string[] {
  const checked = { valueAt: (path: readonly PropertyKey[]) => valueAt(given, path), knownKeys };
  const findings = error.issues.flatMap((issue) => findingsOf(issue as SchemaIssue, checked));
  return findings
    .toSorted((one, other) => Number(other.isSlip ?? false) - Number(one.isSlip ?? false))
    .map(({ path, text }) => (path.length === 0 ? text : `${pathText(path, 0)}: ${text}`));
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    given,
  );
}
