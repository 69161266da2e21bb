import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { configDefaults, defineConfig } from 'vitest/config';

/** Half a minute and more each, the longest first: begun last, one of them would keep a core waiting for the other. */
const LONGEST = [
  ...['e2e/crashes', 'e2e/cloud-session', 'e2e/', 'portaudio.test', 'voice-faults', 'pocketsphinx.test'],
  ...['from-cassettes', 'real-trouble', 'soundswallower-aligner', 'replay-queue'],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.includes(name));
      return index === -1 ? LONGEST.length : index;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Minutes of more of the same: `npm run test:long`.
    exclude: [...configDefaults.exclude, ...(mode === 'long' ? [] : ['test/long/**'])],
    setupFiles: ['test/support/isolate.ts'],
    sequence: { sequencer: LongestFirst },
    // Two shared cores: child processes and native decoders need room beside the workers.
    maxWorkers: 2,
    // Of tests that may run side by side in one file: those that mostly wait for processes of their own.
    maxConcurrency: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
