import { describe, expect, test } from 'vitest';
import { polite, runExam, testPlan, type Candidate } from './driver.js';

const LONG = 'i remember it well because it was in the summer and we were all together so it was special to me ';

const ordinary: Candidate = polite((listen) => {
  if (listen.moment === 'longTurn') return { text: LONG.repeat(12), speechMs: 130_000 };
  if (listen.moment === 'discussion') return { text: LONG.repeat(3), speechMs: 32_000 };
  return { text: 'i like it very much and i do it at the weekend with my sister', speechMs: 14_000 };
});

describe('a whole ordinary test', () => {
  const record = runExam(testPlan(), ordinary);
  const script = record.dialogue.join('\n');

  test('goes through its stages in order', () => {
    const stages = record.commands.flatMap((command) => {
      if (command.type === 'startPart' || command.type === 'endPart') return [`${command.type} ${command.part}`];
      if (command.type === 'end') return [`end ${command.status}`];
      return ['showCard', 'prepare', 'hideCard'].includes(command.type) ? [command.type] : [];
    });
    expect(stages, script).toEqual([
      'startPart introduction',
      'endPart introduction',
      'startPart part1',
      'endPart part1',
      'startPart part2',
      'showCard',
      'prepare',
      'hideCard',
      'endPart part2',
      'startPart part3',
      'endPart part3',
      'startPart closing',
      'endPart closing',
      'end completed',
    ]);
  });

  test('greets, asks for name and identity, and announces each thing before it is asked', () => {
    const purposes = record.lines.map((line) => line.purpose);
    expect(purposes.slice(0, 8), script).toEqual([
      'greeting',
      'identity',
      'identity',
      'identity',
      'transition',
      'partIntroduction',
      'topicAnnouncement',
      'question',
    ]);
    expect(purposes.filter((purpose) => purpose === 'topicAnnouncement')).toHaveLength(3);
    expect(purposes.filter((purpose) => purpose === 'roundingOff').length).toBeGreaterThanOrEqual(1);
    expect(purposes.at(-1)).toBe('closing');
  });

  test('closes each part with a neutral word before the next one is introduced', () => {
    const purposes = record.lines.map((line) => line.purpose);
    const introduced = purposes.flatMap((purpose, index) => (purpose === 'partIntroduction' ? [index] : []));
    expect(introduced).toHaveLength(3);
    for (const index of introduced) expect(purposes[index - 1]).toBe('transition');
  });

  test('lasts as long as the exam does', () => {
    expect(record.partMs['introduction'], script).toBeLessThanOrEqual(30_000);
    expect(record.partMs['part1']).toBeGreaterThan(4 * 60_000);
    expect(record.partMs['part1']).toBeLessThanOrEqual(5 * 60_000);
    expect(record.partMs['part2']).toBeGreaterThan(3 * 60_000);
    // Longer than the published four minutes only by reading the card out, which an examiner does not do.
    expect(record.partMs['part2']).toBeLessThanOrEqual(4.5 * 60_000);
    expect(record.partMs['part3']).toBeGreaterThan(4 * 60_000);
    expect(record.partMs['part3']).toBeLessThanOrEqual(5 * 60_000);
    expect(record.totalMs).toBeLessThan(15 * 60_000);
  });

  test('every line was prepared while the candidate spoke', () => {
    let prepared = new Set<string>();
    const missing: string[] = [];
    let fresh = new Set<string>();
    for (const command of record.commands) {
      if (command.type === 'expect') fresh = new Set(command.texts);
      if (command.type === 'listen' || command.type === 'prepare') prepared = fresh;
      if (command.type === 'say' && prepared.size > 0 && !prepared.has(command.line.text))
        missing.push(command.line.text);
    }
    expect(missing).toEqual([]);
  });
});

describe('parts alone', () => {
  test('Part 3 alone names its theme and nothing of the parts left out', () => {
    const record = runExam(testPlan({ parts: ['part3'] }), ordinary);
    const introduction = record.lines.find((line) => line.purpose === 'partIntroduction');
    expect(introduction?.text).toContain(record.plan.card?.theme);
    expect(Object.keys(record.partMs)).toEqual(['introduction', 'part3', 'closing']);
    expect(record.dialogue.join('\n')).not.toMatch(/card/i);
  });
  test.each([[['part1']], [['part2']], [['part1', 'part3']]] as const)('%j', (parts) => {
    const record = runExam(testPlan({ parts }), ordinary);
    expect(Object.keys(record.partMs)).toEqual(['introduction', ...parts, 'closing']);
    expect(record.commands.at(-1)).toEqual({ type: 'end', status: 'completed' });
  });
});

describe('a silent candidate', () => {
  const record = runExam(testPlan(), () => ({ text: null }));
  test('hears every question twice, then each part ends politely', () => {
    const ends = record.commands.flatMap((command) => (command.type === 'endPart' ? [command.reason] : []));
    expect(ends, record.dialogue.join('\n')).toEqual(['completed', 'noAnswer', 'noAnswer', 'noAnswer', 'completed']);
    for (const part of ['part1', 'part3']) {
      const asked = record.lines.filter((line) => line.part === part && line.purpose === 'question');
      const repeated = record.lines.filter((line) => line.part === part && line.purpose === 'repeat');
      expect(asked, part).toHaveLength(3);
      expect(repeated.map((line) => line.text)).toEqual(asked.map((line) => line.text));
    }
    expect(record.commands.at(-1)).toEqual({ type: 'end', status: 'completed' });
    expect(record.totalMs).toBeLessThan(7 * 60_000);
  });
});
