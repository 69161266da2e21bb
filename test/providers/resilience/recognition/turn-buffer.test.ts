import { describe, expect, it } from 'vitest';
import type { Word } from '../../../../src/engine/ports/word.js';
import { TurnBuffer } from '../../../../src/providers/resilience/recognition/turn-buffer.js';

const word = (text: string, startMs: number): Word => ({ text, startMs, endMs: startMs + 200, confidence: 0.9 });

describe('what is known of a turn when nobody says more', () => {
  it('has each word once after a recogniser that heard nothing took over', () => {
    const buffer = new TurnBuffer();
    for (let frame = 0; frame < 100; frame += 1) buffer.add(new Int16Array(320));
    buffer.settle([word('i', 0), word('like', 300)], 600);
    buffer.partial('i like tea');
    buffer.handOver();
    expect(buffer.known.text).toBe('i like tea');
    expect(buffer.partial('tea and')).toBe('i like tea and');
    expect(buffer.known.text).toBe('i like tea and');
  });
});
