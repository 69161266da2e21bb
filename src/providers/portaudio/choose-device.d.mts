import type { AudioDevice } from './protocol.js';

export function chooseDevice(
  devices: readonly AudioDevice[],
  end: 'microphone' | 'speaker',
  wanted: string | null,
): AudioDevice | string;
