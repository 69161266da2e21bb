import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { junitXml } from '../../../src/commands/replay/reporters/junit-reporter.js';
import { NASTY, resultOf } from './results.js';

const SCHEMA = join(import.meta.dirname, 'junit.xsd');
const XMLLINT = 'xmllint';
const hasXmllint = spawnSync(XMLLINT, ['--version']).status === 0;

const failed = resultOf({
  id: 'group/nasty',
  title: NASTY,
  status: 'failed',
  failures: [
    {
      expectation: 'wer',
      message: NASTY,
      differences: [{ label: 'answer 2', words: [{ kind: 'substituted', expected: 'sea', word: NASTY }] }],
    },
    { expectation: 'status', message: 'second\n- what is gone\n- and more' },
  ],
});
const broken = resultOf({
  id: 'group/broken',
  status: 'broken',
  failures: [{ expectation: 'broken', code: 'fixture.badYaml', message: 'bad', remedy: 'mend it' }],
});

function xmllint(text: string, ...options: readonly string[]): string {
  return execFileSync(XMLLINT, ['--nonet', ...options, '-'], { input: text, stdio: 'pipe' }).toString();
}

describe('the JUnit reporter', () => {
  const text = junitXml(['talk', 'group/nasty', 'group/broken', 'left/out'], [resultOf(), failed, broken]);

  it('writes a suite per folder, a case per fixture, and counts them', () => {
    expect(text).toMatch(/<testsuites name="[^"]+" tests="4" failures="1" errors="1" time="0.000">/);
    expect(text.match(/<testsuite name="[^"]+"/g)).toEqual([
      '<testsuite name="replay"',
      '<testsuite name="group"',
      '<testsuite name="left"',
    ]);
    expect(text).toContain('<testcase name="talk" classname="replay" time="0.000"/>');
    expect(text).toContain('type="fixture.badYaml"');
    expect(text).toMatch(
      /name="out" classname="left" time="0.000">\s*<skipped message="not replayed: the run stopped before its end"/,
    );
  });

  it('leaves no character that XML does not allow', () => {
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/u);
    expect(text).not.toContain('<img');
  });

  it.skipIf(!hasXmllint)('is valid by the schema (xmllint, Debian package libxml2-utils)', () => {
    expect(() => xmllint(text, '--noout', '--schema', SCHEMA)).not.toThrow();
    expect(() => xmllint(text.replace('tests="4"', 'tests="four"'), '--noout', '--schema', SCHEMA)).toThrow('four');
  });

  it.skipIf(!hasXmllint)('says to a reader of XML what the candidate said', () => {
    const read = (path: string): string => xmllint(text, '--xpath', `string(${path})`);
    expect(read('//failure/@message')).toContain('</script><img src=x onerror="window.hacked=1">& %0A::error::');
    expect(read('//failure/@message')).toMatch(/; second\s*$/);
    expect(read('//failure')).toContain('- and more');
    expect(read('//failure')).toContain('answer 2: [-sea-] {+</script>');
    expect(read('//error')).toContain('→ mend it');
  });
});
