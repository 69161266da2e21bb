import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SETTING_NAMES } from '../../src/config/settings/settings.js';

it('the page on providers tells of every setting, and of no other', () => {
  const page = readFileSync('docs/providers.md', 'utf8');
  const [, table = ''] = /\n\| setting[^\n]*\n([^]*?)\n\n/.exec(page) ?? [];
  const rows = table.split('\n').slice(1);
  const firstCells = rows.map((row) => row.split('|')[1] ?? '').join();
  const times = rows.at(-1) ?? '';
  const told = [...`${firstCells}${times}`.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(told.toSorted()).toEqual([...SETTING_NAMES].toSorted());
});
