/** The microphone path for real: speech into a virtual microphone, the examiner out of a virtual speaker. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/engine/session/log/events.js';
import { detectPocketsphinx } from '../../src/providers/pocketsphinx/detect.js';
import { inRealTime } from '../support/in-real-time.js';
import { startProgram } from '../support/run-program.js';
import { rms } from '../support/signals.js';
import { speak, speechToolsMissing } from '../support/speech-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import {
  startVirtualMicrophone,
  virtualMicrophoneMissing,
  type VirtualMicrophone,
} from '../support/virtual-microphone/virtual-microphone.js';

const recogniser = await detectPocketsphinx();
const missing = speechToolsMissing() ?? virtualMicrophoneMissing() ?? (recogniser.available ? null : recogniser.why);

const ANSWERS = ['My name is Daniel Smith.', 'You can call me Dan.', 'I come from a small town near the sea.'];

describe.skipIf(missing !== null)(`practice by microphone${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  const folder = temporaryFolder();
  let microphone: VirtualMicrophone;

  beforeAll(async () => {
    ANSWERS.forEach((text, index) => {
      speak(text, join(folder, `${String(index)}.wav`), 'rms');
    });
    microphone = await startVirtualMicrophone();
  });

  afterAll(async () => {
    await microphone.stop();
  });

  it('hears the candidate, is heard, and is not interrupted by itself', async (context) => {
    await inRealTime(context, async () => {
      const capture = await microphone.captureSpeaker();
      const program = startProgram(['practice', '--input', 'mic', '--parts', '1', '--seed', '3', '--json'], {
        home: temporaryFolder(),
        env: microphone.env,
      });
      for (const index of ANSWERS.keys()) {
        await program.shows(`"type":"turn.started","turnId":"t${String(index + 1)}"`).catch(async (error: unknown) => {
          throw new Error(`${String(error)} ${(await program.result).stderr}`);
        });
        await microphone.playIntoMicrophone(join(folder, `${String(index)}.wav`));
      }
      await program.shows('"turnId":"t4"');
      program.process.kill('SIGINT');
      const { exitCode, stdout, stderr } = await program.result;
      const heard = await capture.stop();

      expect(stderr).toContain('input microphone');
      expect(exitCode).toBe(0);
      const events = stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as SessionEvent);
      const said = events.flatMap((event) => (event.type === 'transcript.final' ? [event.text] : []));
      expect(said.join(' ')).toMatch(/name/);
      expect(said.join(' ')).toMatch(/town|sea/);
      expect(
        events.filter(({ type }) => type === 'speech.interrupted').map((event) => 'by' in event && event.by),
      ).not.toContain('candidate');
      expect(rms(heard)).toBeGreaterThan(100);
    });
  });
});
