import { describe, expect, it } from 'vitest';
import type { ChosenEnds } from '../../../src/commands/practice/choose-ends.js';
import { shortStartLine, startLine, startNotes } from '../../../src/commands/practice/start-line.js';
import type { SessionProviders } from '../../../src/providers/registry/types.js';

const ends = {
  input: { description: 'recorded candidate (demo)' },
  output: { description: 'nowhere' },
  notes: ['No speaker was found.'],
} as unknown as ChosenEnds;

const providers = {
  chosen: [
    { port: 'speechToText', provider: 'pocketsphinx', why: 'pocketsphinx, US English' },
    { port: 'textToSpeech', provider: 'flite', why: 'flite, voice slt' },
    { port: 'voiceActivity', provider: 'webrtc', why: 'WebRTC voice activity detector' },
  ],
  missing: [
    { port: 'grammar', provider: 'harper', why: 'it did not install', remedy: 'npm install harper.js' },
    { port: 'speechToText', provider: 'sherpa', why: 'no model', remedy: 'models pull ears' },
  ],
  warnings: ['No speaker was found.', 'Rough. A better recogniser: ielts-examiner models pull ears'],
} as unknown as SessionProviders;

describe('the start of a session', () => {
  it('fits one row of a screen', () => {
    const line = shortStartLine(ends, providers);
    expect(line).toBe('Input: recorded candidate (demo); recognition: pocketsphinx; voice: flite');
    expect(line.length).toBeLessThan(80);
  });

  it('says in full what was chosen and why, each name once', () => {
    expect(startLine(ends, providers)).toBe(
      'input recorded candidate (demo); output nowhere; recognition pocketsphinx (US English); voice flite (voice slt); voice activity webrtc (WebRTC voice activity detector)',
    );
  });

  it('shows nothing that a terminal would act on, whoever named a model or a device', () => {
    const hostile = {
      ...providers,
      chosen: [{ port: 'languageModel', provider: 'groq:\u001b]0;owned\u0007m\u009b2J', why: 'a\nb\u001b[2J' }],
      warnings: ['\u001b[31mred'],
    } as unknown as SessionProviders;
    const named = { ...ends, input: { description: 'microphone (\u001b[2JUSB)' } } as unknown as ChosenEnds;
    const shown = [startLine(named, hostile), shortStartLine(named, hostile), ...startNotes(ends, hostile)];
    expect(shown.join(' ')).not.toMatch(/\p{Cc}|owned/u);
    expect(shown[0]).toBe('input microphone (USB); output nowhere; language model groq:m (a b)');
  });

  it('says before a typed test which bands it cannot give', () => {
    const typed = { ...providers, chosen: providers.chosen.filter(({ port }) => port !== 'speechToText') };
    expect(startNotes(ends, typed)).toContain(
      'Typed answers get bands for vocabulary and grammar only: Fluency, Pronunciation and Speaking need your voice.',
    );
    expect(startNotes(ends, typed, true)).toContain(
      'From here on answers are typed: Fluency and Pronunciation get bands by what you have spoken so far.',
    );
  });

  it('tells what is missing with its remedy, nothing twice', () => {
    expect(startNotes(ends, providers)).toEqual([
      'No speaker was found.',
      'Rough. A better recogniser: ielts-examiner models pull ears',
      'Grammar checking could be better with harper: it did not install. Remedy: npm install harper.js',
    ]);
  });
});
