/** Which device is meant by a name, and what is said where it is none. */
import { expect, it } from 'vitest';
import { audioProblem } from '../../../src/providers/portaudio/audio-problem.js';
import { chooseDevice } from '../../../src/providers/portaudio/choose-device.mjs';
import type { AudioDevice } from '../../../src/providers/portaudio/protocol.js';

const device = (id: number, name: string, inputs: number, isDefaultInput = false): AudioDevice => ({
  id,
  name,
  api: 'ALSA',
  inputs,
  outputs: 0,
  isDefaultInput,
  isDefaultOutput: false,
  defaultSampleRate: 48_000,
  outputLatencyMs: 20,
});
const DEVICES = [device(0, 'Monitor', 0), device(1, 'Headset 2', 1), device(2, 'Webcam', 1, true)];

function said(devices: readonly AudioDevice[], wanted: string | null): string {
  const chosen = chooseDevice(devices, 'microphone', wanted);
  if (!('problem' in chosen)) return chosen.name;
  const { message, remedy } = audioProblem('microphone', chosen.problem, chosen.detail);
  return `${message} → ${remedy}`;
}

it('takes the default, or what is named by its number, its name or a part of it', () => {
  expect(said(DEVICES, null)).toBe('Webcam');
  expect(said(DEVICES, '1')).toBe('Headset 2');
  expect(said(DEVICES, 'headset')).toBe('Headset 2');
  // One with its default elsewhere.
  expect(said(DEVICES.slice(0, 2), null)).toBe('Headset 2');
});

it('points to the list of names only where it holds some', () => {
  expect(said(DEVICES, 'monitor')).toMatch(
    /no microphone is called "monitor" \(there are: 1 Headset 2, 2 Webcam\).* devices list/,
  );
  expect(said(DEVICES.slice(0, 1), 'monitor')).toMatch(
    /^No microphone was found on this machine, so none is called "monitor"\. → Plug in a headset/,
  );
  expect(said([], null)).toMatch(/^No microphone was found on this machine\. → Plug in a headset/);
});
