/** Whether there is a microphone and a speaker to use here. */
import { isAppError, messageOf } from '../../engine/errors.js';
import type { Availability } from '../../engine/ports/availability.js';
import { audioProblem } from './audio-problem.js';
import { listDevices } from './list-devices.js';
import type { ProbeOptions } from './list-devices.js';
import type { AudioDevice } from './protocol.js';

export interface PortAudioAvailability {
  readonly microphone: Availability;
  readonly speaker: Availability;
}

/** Takes about a third of a second (a process is started), never throws. */
export async function detectPortAudio(options: ProbeOptions = {}): Promise<PortAudioAvailability> {
  try {
    const devices = await listDevices(options);
    return { microphone: endOf(devices, 'microphone'), speaker: endOf(devices, 'speaker') };
  } catch (error) {
    const missing: Availability = {
      available: false,
      why: messageOf(error),
      remedy: isAppError(error) ? error.remedy : 'See ielts-examiner doctor.',
    };
    return { microphone: missing, speaker: missing };
  }
}

function endOf(devices: readonly AudioDevice[], end: 'microphone' | 'speaker'): Availability {
  const usable = devices.filter((device) => (end === 'microphone' ? device.inputs : device.outputs) > 0);
  const device =
    usable.find((candidate) => (end === 'microphone' ? candidate.isDefaultInput : candidate.isDefaultOutput)) ??
    usable[0];
  if (device !== undefined) return { available: true, detail: `${device.name} (${device.api})` };
  const problem = audioProblem(end, 'noDevice', '');
  return { available: false, why: problem.message, remedy: problem.remedy };
}
