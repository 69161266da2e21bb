/** @file Finds the device a person named. */

/**
 * @param {readonly import('./protocol.js').AudioDevice[]} devices
 * @param {'microphone' | 'speaker'} end
 * @param {string | null} wanted a device's number, its name, or part of it in any case; null for the system's default
 * @returns {import('./protocol.js').AudioDevice | import('./choose-device.mjs').NoSuchDevice}
 */
export function chooseDevice(devices, end, wanted) {
  const usable = devices.filter((device) => (end === 'microphone' ? device.inputs : device.outputs) > 0);
  if (usable.length === 0) {
    const detail = wanted === null ? '' : `, so none is called "${wanted}"`;
    return { problem: 'noDevice', detail };
  }
  if (wanted === null) {
    const isDefault = (device) => (end === 'microphone' ? device.isDefaultInput : device.isDefaultOutput);
    return usable.find(isDefault) ?? usable[0];
  }
  const lower = wanted.toLowerCase();
  const names = usable.map((device) => `${String(device.id)} ${device.name}`).join(', ');
  return (
    usable.find((device) => String(device.id) === wanted) ??
    usable.find((device) => device.name === wanted) ??
    usable.find((device) => device.name.toLowerCase().includes(lower)) ?? {
      problem: 'unknownDevice',
      detail: `no ${end} is called "${wanted}" (there are: ${names})`,
    }
  );
}
