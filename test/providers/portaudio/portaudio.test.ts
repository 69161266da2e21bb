import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/engine/ports/provider-error.js';
import type { AudioOutput } from '../../../src/engine/ports/audio-output.js';
import { FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';
import type { Frame } from '../../../src/engine/speech/frame.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { devicesList } from '../../../src/commands/devices.js';
import { chooseEnds } from '../../../src/commands/practice/choose-ends.js';
import { flagsOf } from '../../../src/commands/practice/practice-options.js';
import {
  detectPortAudio,
  USUAL_DEVICES,
  type NamedDevices,
} from '../../../src/providers/portaudio/detect-portaudio.js';
import { listDevices } from '../../../src/providers/portaudio/list-devices.js';
import { createMicrophone } from '../../../src/providers/portaudio/microphone.js';
import type { Microphone } from '../../../src/providers/portaudio/microphone.js';
import { createSpeaker, type Speaker } from '../../../src/providers/portaudio/speaker.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { describeAudioInput } from '../../support/contracts/audio-input.contract.js';
import { describeAudioOutput } from '../../support/contracts/audio-output.contract.js';
import { eventually } from '../../support/eventually.js';
import { inRealTime } from '../../support/in-real-time.js';
import { bestMatch, rms } from '../../support/signals.js';
import { speak, speechToolsMissing } from '../../support/speech-files.js';
import {
  startVirtualMicrophone,
  virtualMicrophoneMissing,
} from '../../support/virtual-microphone/virtual-microphone.js';
import type { VirtualMicrophone } from '../../support/virtual-microphone/virtual-microphone.js';

const clock = new SystemClock();
const nobody = { act: (): void => {} };
const missing = virtualMicrophoneMissing() ?? speechToolsMissing();

/** However long a busy machine takes for it. */
const untilSilent = async (_ms: number, output: AudioOutput): Promise<void> => {
  await eventually(() => {
    expect(output.queuedMs()).toBe(0);
  });
};

describe.skipIf(missing !== null)(
  `real audio through a virtual sound card${missing === null ? '' : ` (${missing})`}`,
  () => {
    let sound: VirtualMicrophone;
    let folder = '';
    let speech = '';

    beforeAll(async () => {
      sound = await startVirtualMicrophone();
      folder = await mkdtemp(join(tmpdir(), 'portaudio-'));
      speech = join(folder, 'speech.wav');
      speak('I come from a small town near the sea, and I have lived there all my life.', speech);
    });
    afterAll(async () => {
      await sound.stop();
      await rm(folder, { recursive: true, force: true });
    });

    describeAudioInput('the microphone', () => createMicrophone({ clock, env: sound.env }));
    describeAudioOutput('the speaker', () => createSpeaker({ env: sound.env }), untilSilent, 300);

    it('hears speech as it was said, a frame at a time', async (context) => {
      await inRealTime(context, async () => {
        const microphone = createMicrophone({ clock, env: sound.env });
        await microphone.open(nobody);
        const frames: Frame[] = [];
        const perDelivery: number[] = [];
        let reading = true;
        const reader = (async () => {
          let last = 0;
          while (reading) {
            const frame = await microphone.read();
            if (frame === null) break;
            frames.push(frame);
            // Frames that were there without waiting came in one delivery.
            const now = performance.now();
            if (now - last < 5) perDelivery[perDelivery.length - 1] = (perDelivery.at(-1) ?? 0) + 1;
            else perDelivery.push(1);
            last = now;
          }
        })();
        await sound.playIntoMicrophone(speech);
        await sleep(1500);
        reading = false;
        await reader;
        await microphone.close();

        const heard = new Int16Array(frames.length * FRAME_SAMPLES);
        frames.forEach((frame, index) => {
          heard.set(frame, index * FRAME_SAMPLES);
        });
        const said = (await readAudioFile(speech)).samples;
        expect(bestMatch(heard, said).correlation).toBeGreaterThan(0.95);
        expect(perDelivery.sort((a, b) => a - b)[Math.floor(perDelivery.length / 2)]).toBe(1);
      });
    });

    /** What the sound card plays while the speech is handed over. */
    async function playedBy(handOver: (speaker: Speaker, said: readonly Frame[]) => Promise<void>) {
      const speaker = createSpeaker({ env: sound.env });
      await speaker.open();
      const capture = await sound.captureSpeaker();
      const { samples: said } = await readAudioFile(speech);
      const frames = Array.from({ length: Math.floor(said.length / FRAME_SAMPLES) }, (_, index) =>
        said.slice(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES),
      );
      await handOver(speaker, frames);
      const heard = await capture.stop();
      await speaker.close();
      return { heard, said, failure: speaker.failure };
    }

    it('is heard on the speaker as it was handed over', async (context) => {
      await inRealTime(context, async () => {
        const { heard, said, failure } = await playedBy(async (speaker, frames) => {
          for (const frame of frames) {
            while (speaker.queuedMs() > 250) await sleep(10);
            speaker.write(frame);
          }
          while (speaker.queuedMs() > 0) await sleep(10);
          await sleep(800);
        });
        expect(bestMatch(heard, said).correlation).toBeGreaterThan(0.95);
        expect(failure).toBeNull();
      });
    });

    it('falls silent when interrupted', async (context) => {
      await inRealTime(context, async () => {
        const { heard } = await playedBy(async (speaker, frames) => {
          for (const frame of frames) speaker.write(frame);
          await sleep(1000);
          speaker.flush();
          await sleep(2500);
        });
        // Some of it was heard, most of it was not.
        expect(rms(heard)).toBeGreaterThan(0);
        const audible = [...heard.keys()].filter((at) => Math.abs(heard[at] ?? 0) > 100);
        expect((audible.at(-1) ?? 0) - (audible[0] ?? 0)).toBeLessThan(2 * 16_000);
      });
    });

    it('lists the devices and says that there is a microphone and a speaker', async () => {
      const devices = await listDevices({ env: sound.env });
      expect(devices.map((device) => device.name)).toContain('default');
      expect(devices.filter((device) => device.isDefaultInput)).toHaveLength(1);
      const detected = await detectPortAudio(USUAL_DEVICES, { env: sound.env });
      expect(detected.microphone).toEqual({ available: true, detail: 'default (ALSA)' });
      expect(detected.speaker.available).toBe(true);
    });

    it('looks for the devices that are named, and says which there are where one is not found', async () => {
      const { microphone, speaker } = await detectPortAudio(
        { microphone: 'PULS', speaker: 'headset' },
        { env: sound.env },
      );
      expect(microphone).toEqual({ available: true, detail: 'pulse (ALSA)' });
      expect(speaker).toMatchObject({
        available: false,
        why: expect.stringMatching(/no speaker is called "headset".*pulse/),
      });
    });

    it('takes a device by part of its name, and names those there are when none fits', async () => {
      const named = createMicrophone({ device: 'PULS', clock, env: sound.env });
      await named.open(nobody);
      expect(named.description).toBe('microphone: pulse');
      await named.close();
      const wrong = createMicrophone({ device: 'headset', clock, env: sound.env });
      await expect(wrong.open(nobody)).rejects.toMatchObject({ code: 'provider.unavailable', exitCode: 3 });
      await expect(createSpeaker({ device: 'headset', env: sound.env }).open()).rejects.toThrow(/pulse/);
    });

    it('opens for a test the devices that its options name', async () => {
      const before = { ...process.env };
      Object.assign(process.env, sound.env);
      try {
        const { microphone = null, speaker = null } = flagsOf({ microphone: 'PULS', speaker: 'puls' });
        const devices = { microphone, speaker };
        const { input, output } = await chooseEnds({ input: 'mic', inputGiven: true, usualSpeed: '1', devices });
        await input.open(nobody);
        expect(input.description).toBe('microphone: pulse');
        await input.close();
        await output.open();
        expect(output.description).toContain('pulse');
        await output.close();
      } finally {
        process.env = before;
      }
    });

    it('has nothing of before the first read in the microphone but the last moments', async (context) => {
      await inRealTime(context, async () => {
        const microphone = createMicrophone({ clock, env: sound.env });
        await microphone.open(nobody);
        await sleep(700);
        const before = performance.now();
        for (let frames = 0; frames < 10; frames++) await microphone.read();
        expect(performance.now() - before).toBeGreaterThan(60);
        await microphone.close();
      });
    });

    it('says the next line on time, however much silence was handed over at once', async () => {
      const speaker = createSpeaker({ env: sound.env });
      await speaker.open();
      for (let frames = 0; frames < 200; frames++) speaker.write(new Int16Array(FRAME_SAMPLES));
      expect(speaker.queuedMs()).toBeLessThan(1000);
      await speaker.close();
    });

    it('closes while it is opening', async () => {
      const speaker = createSpeaker({ env: sound.env });
      const opening = speaker.open();
      await speaker.close();
      await expect(opening).rejects.toThrow();
    });

    it('reports a microphone whose process dies, to every read from then on', async () => {
      const microphone = createMicrophone({ clock, env: sound.env });
      await microphone.open(nobody);
      process.kill(microphone.processId ?? Number.NaN, 'SIGKILL');
      const failure = await firstFailure(microphone);
      expect(failure).toBeInstanceOf(ProviderError);
      expect(failure).toMatchObject({ kind: 'unavailable', provider: 'portaudio' });
      expect((failure as ProviderError).remedy).toMatch(/--input/);
      await expect(microphone.read()).rejects.toBe(failure);
      await microphone.close();
      expect(await microphone.read()).toBeNull();
    });

    it('loses the speaker without disturbing anybody', async () => {
      const speaker = createSpeaker({ env: sound.env });
      await speaker.open();
      const frame = new Int16Array(FRAME_SAMPLES);
      for (let index = 0; index < 20; index++) speaker.write(frame);
      process.kill(speaker.processId ?? Number.NaN, 'SIGKILL');
      while (speaker.failure === null) await sleep(10);
      expect(speaker.failure).toMatchObject({ code: 'provider.unavailable' });
      for (let index = 0; index < 20; index++) speaker.write(frame);
      speaker.flush();
      for (let index = 0; index < 10; index++) speaker.write(frame);
      expect(speaker.queuedMs()).toBeGreaterThan(100);
      await untilSilent(400, speaker);
      await speaker.close();
    });
  },
);

describe.skipIf(missing !== null)('a sound card that vanishes', () => {
  let sound: VirtualMicrophone;
  beforeEach(async () => {
    sound = await startVirtualMicrophone({ deviceRate: 44_100 });
  });
  afterEach(async () => {
    await sound.stop();
  });

  it('ends the microphone with a clear error and the speaker without one', async () => {
    const microphone = createMicrophone({ clock, env: sound.env });
    const speaker = createSpeaker({ env: sound.env });
    await microphone.open(nobody);
    await speaker.open();
    await sound.vanish();
    const failure = await firstFailure(microphone);
    expect(failure).toMatchObject({ kind: 'unavailable' });
    const frame = new Int16Array(FRAME_SAMPLES);
    while (speaker.failure === null) {
      expect(() => {
        speaker.write(frame);
      }).not.toThrow();
      await sleep(20);
    }
    expect(speaker.failure.kind).toBe('unavailable');
    await Promise.all([microphone.close(), speaker.close()]);
  });
});

describe('a speaker that cannot be opened', () => {
  const broken = {
    ...process.env,
    ALSA_CONFIG_PATH: '/dev/null',
    HOME: '/nonexistent',
    XDG_RUNTIME_DIR: '/nonexistent',
  };

  it('is one that nobody hears, unless it was named', async () => {
    const usual = createSpeaker({ env: broken });
    await expect(usual.open()).rejects.toMatchObject({ code: 'provider.unavailable' });
    expect(usual.failure).toMatchObject({ code: 'provider.unavailable' });
    const named = createSpeaker({ device: 'headset', env: broken });
    await expect(named.open()).rejects.toMatchObject({ code: 'provider.unavailable' });
    expect(named.failure).toBeNull();
  });
});

it('a machine whose sound system crashes is told that its devices cannot be listed', async () => {
  // An ALSA without any configuration.
  const { microphone, speaker } = await detectPortAudio(USUAL_DEVICES, {
    env: { ...process.env, ALSA_CONFIG_PATH: '/dev/null' },
  });
  expect(microphone).toMatchObject({ available: false, why: expect.stringContaining('cannot be listed') as string });
  expect(speaker).toEqual(microphone);
});

const hasSoundCard = existsSync('/dev/snd');
describe.skipIf(hasSoundCard)(`a machine without audio${hasSoundCard ? ' (skipped: it has a sound card)' : ''}`, () => {
  // No sound server is found from there.
  const env = { ...process.env, HOME: '/nonexistent', XDG_RUNTIME_DIR: '/nonexistent' };

  it('is told so, with what to do instead', async () => {
    const { microphone, speaker } = await detectPortAudio(USUAL_DEVICES, { env });
    expect(microphone).toMatchObject({ available: false, why: 'No microphone was found on this machine.' });
    expect(speaker).toMatchObject({ available: false, why: 'No speaker was found on this machine.' });
    await expect(createMicrophone({ clock, env }).open(nobody)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'provider.unavailable',
    });
    await expect(createSpeaker({ env }).open()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('a microphone or a speaker that is named is not replaced by typing or by silence', async () => {
    const before = { ...process.env };
    Object.assign(process.env, env);
    const ends = (devices: NamedDevices, input: string) =>
      chooseEnds({ input, inputGiven: false, usualSpeed: '1', devices });
    try {
      await expect(ends({ microphone: 'headset', speaker: null }, 'mic')).rejects.toMatchObject({
        code: 'practice.noMicrophone',
        exitCode: 3,
      });
      await expect(ends({ microphone: null, speaker: 'headset' }, 'text')).rejects.toMatchObject({
        code: 'practice.noSpeaker',
        exitCode: 3,
      });
    } finally {
      process.env = before;
    }
  });

  it('lists nothing, as text and as JSON', async () => {
    const before = { ...process.env };
    Object.assign(process.env, env);
    try {
      let text = '';
      await devicesList({ json: false }, (piece) => (text += piece));
      expect(text).toMatch(/--input/);
      // Nothing was in use that could be gone, and nothing was pulled out.
      expect(text).not.toMatch(/gone|plug it in again/i);
      let json = '';
      await devicesList({ json: true }, (piece) => (json += piece));
      expect(JSON.parse(json)).toMatchObject({ devices: [] });
    } finally {
      process.env = before;
    }
  });
});

async function firstFailure(microphone: Microphone): Promise<unknown> {
  for (;;) {
    try {
      if ((await microphone.read()) === null) return null;
    } catch (error) {
      return error;
    }
  }
}
