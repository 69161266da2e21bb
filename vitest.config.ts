import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { configDefaults, defineConfig } from 'vitest/config';

/** Half a minute and more each, the longest first: begun last, one of them would keep a core waiting for the other. */
const LONGEST = [
  ...['e2e/crashes', 'e2e/cloud/', 'e2e/', 'portaudio.test', 'voice-faults', 'pocketsphinx.test'],
  ...['from-cassettes', 'real-trouble', 'soundswallower-aligner', 'replay-queue', 'ui/terminal'],
];

/**
 * What may leave something behind in its process, or has native code in it. All else shares one process per worker: one of
 * its own costs a file half a second, most of it for the same modules and the same language data again.
 */
const OWN_PROCESS = [
  ...['e2e', 'fixtures', 'library', 'long', 'resilience'],
  ...['espeak', 'pocketsphinx', 'portaudio', 'sherpa', 'sherpa-speech', 'silero', 'soundswallower'].map(
    (provider) => `providers/${provider}`,
  ),
].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.includes(name));
      if (index !== -1) return index;
      // Side by side, or their process would end with the next file that wants one of its own.
      return project.name === 'shared process' ? LONGEST.length + 1 : LONGEST.length;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig(({ mode }) => {
  // Minutes of more of the same: `npm run test:long`.
  const exclude = [...configDefaults.exclude, ...(mode === 'long' ? [] : ['test/long/**'])];
  const each = {
    setupFiles: ['test/support/isolate.ts'],
    // Of tests that may run side by side in one file: those that mostly wait for processes of their own.
    maxConcurrency: 3,
    // Against tests that hang, and for nothing else: the longest takes a minute, of the long ones five, and ten times as long on a
    // machine that is ten times slower.
    testTimeout: mode === 'long' ? 3_600_000 : 900_000,
    hookTimeout: 900_000,
    // The same for what is waited for: with the usual second, the tests would fail wherever the machine is busy.
    expect: { poll: { timeout: 120_000, interval: 50 } },
  };
  return {
    test: {
      sequence: { sequencer: LongestFirst },
      // Two shared cores: child processes and native decoders need room beside the workers.
      maxWorkers: 2,
      projects: [
        {
          test: {
            ...each,
            name: 'shared process',
            include: ['test/**/*.test.{ts,tsx}'],
            exclude: [...exclude, ...OWN_PROCESS],
            isolate: false,
          },
        },
        { test: { ...each, name: 'own process', include: OWN_PROCESS, exclude } },
      ],
    },
  };
});
