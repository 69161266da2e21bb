/** `devices list`: the microphones and speakers that can be named. */
import { isAppError, messageOf } from '../engine/errors.js';
import { listDevices } from '../providers/portaudio/list-devices.js';
import { safeLine, safeText } from '../engine/text/safe-text.js';
import type { AudioDevice } from '../providers/portaudio/protocol.js';
import { printJson, wrapping } from './output.js';

/** @returns the exit code: 3 when devices cannot be asked for here */
export async function devicesList(options: { readonly json: boolean }, write: (text: string) => void): Promise<number> {
  try {
    const devices = await listDevices();
    if (options.json) printJson({ devices }, write);
    else wrapping(write)(deviceTable(devices));
    return 0;
  } catch (error) {
    const details = isAppError(error)
      ? { code: error.code, message: error.message, remedy: error.remedy }
      : { code: 'devices.failed', message: messageOf(error), remedy: 'Run ielts-examiner doctor.' };
    if (options.json) printJson({ devices: [], error: details }, write);
    else wrapping(write)(`${safeText(details.message)}\n${safeText(details.remedy)}\n`);
    return isAppError(error) ? error.exitCode : 3;
  }
}

const HOW_TO_NAME =
  'The defaults are used unless you name others: practice --microphone NAME --speaker NAME, or once and for all:\n' +
  'config set microphone NAME. Part of a name is enough; numbers change when devices come and go.';

/** Names of devices are their makers' choice. */
export function deviceTable(devices: readonly AudioDevice[]): string {
  if (devices.length === 0) {
    return 'No audio devices were found.\nPlug in a headset, or answer from files or by typing: --input FILE|FOLDER|text\n';
  }
  const rows = devices.map((device) => [
    String(device.id),
    safeLine(`${device.name} (${device.api})`),
    [device.inputs > 0 ? 'microphone' : '', device.outputs > 0 ? 'speaker' : ''].filter(Boolean).join(' + '),
    `${String(device.defaultSampleRate)} Hz`,
    [device.isDefaultInput ? 'default microphone' : '', device.isDefaultOutput ? 'default speaker' : '']
      .filter(Boolean)
      .join(', '),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .concat('', HOW_TO_NAME, '')
    .join('\n');
}
