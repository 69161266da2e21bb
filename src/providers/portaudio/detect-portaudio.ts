/** Whether there is a microphone and a speaker to use here. */
import { isAppError, messageOf } from '../../engine/errors.js';
import type { Availability } from '../../engine/ports/availability.js';
import { audioProblem } from './audio-problem.js';
import { chooseDevice } from './choose-device.mjs';
import { listDevices } from './list-devices.js';
import type { ProbeOptions } from './list-devices.js';
import type { AudioDevice } from './protocol.js';

export interface PortAudioAvailability {
  readonly microphone: Availability;
  readonly speaker: Availability;
}

export interface NamedDevices {
  /** A device's number, its name or part of it; null for the system's default. */
  readonly microphone: string | null;
  readonly speaker: string | null;
}

export const USUAL_DEVICES: NamedDevices = { microphone: null, speaker: null };

/** Takes about a third of a second (a process is started), never throws. */
export async function detectPortAudio(named: NamedDevices, options: ProbeOptions = {}): Promise<PortAudioAvailability> {
  try {
    const devices = await listDevices(options);
    return {
      microphone: endOf(devices, 'microphone', named.microphone),
      speaker: endOf(devices, 'speaker', named.speaker),
    };
  } catch (error) {
    const missing: Availability = {
      available: false,
      why: messageOf(error),
      remedy: isAppError(error) ? error.remedy : 'See ielts-examiner doctor.',
    };
    return { microphone: missing, speaker: missing };
  }
}

function endOf(devices: readonly AudioDevice[], end: 'microphone' | 'speaker', wanted: string | null): Availability {
  const device = chooseDevice(devices, end, wanted);
  if (!('problem' in device)) return { available: true, detail: `${device.name} (${device.api})` };
  const problem = audioProblem(end, device.problem, device.detail);
  return { available: false, why: problem.message, remedy: problem.remedy };
}
