import type { AudioDevice } from './protocol.js';

export interface NoSuchDevice {
  readonly problem: 'noDevice' | 'unknownDevice';
  readonly detail: string;
}

export function chooseDevice(
  devices: readonly AudioDevice[],
  end: 'microphone' | 'speaker',
  wanted: string | null,
): AudioDevice | NoSuchDevice;
