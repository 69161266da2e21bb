/** Dictation without any download: CMU PocketSphinx from the system's packages, in a process of its own. */
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechToText, SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import { openRecogniserStream } from '../local-recogniser/recogniser-stream.js';
import { DEFAULT_MODEL_FOLDER, detectPocketsphinx, modelPaths, POCKETSPHINX_REMEDY } from './detect.js';
import { spokenText, transcriptOf, type Segment } from './segments.js';

const PROVIDER = 'pocketsphinx';

/** For the start line and the report. Figures: docs/how-good-is-the-score.md, "What recognition errors do". */
export const POCKETSPHINX_WARNING =
  'pocketsphinx mishears four words in ten of clear native speech and nine in ten with a strong accent: the words and grammar it ' +
  'reports are rough, and where it is unsure they are not rated. A better recogniser: ielts-examiner models pull zipformer-en-20m';

export interface PocketsphinxOptions {
  readonly clock: Clock;
  readonly modelFolder?: string;
}

export function pocketsphinx(options: PocketsphinxOptions): SpeechToText {
  return {
    id: PROVIDER,
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: false },
    open: () => open(options),
  };
}

async function open({ clock, modelFolder = DEFAULT_MODEL_FOLDER }: PocketsphinxOptions): Promise<SpeechToTextStream> {
  const found = await clock.hold(detectPocketsphinx({ modelFolder }));
  if (!found.available) {
    throw new ProviderError({
      provider: PROVIDER,
      kind: 'unavailable',
      message: `${PROVIDER} cannot be used: ${found.why}.`,
      remedy: found.remedy,
      retryable: false,
    });
  }
  return openRecogniserStream({
    provider: PROVIDER,
    clock,
    script: new URL('./pocketsphinx-process.mjs', import.meta.url),
    settings: { options: decoderOptions(modelFolder) },
    language: {
      partial: spokenText,
      transcript: (raw, turnMs) => transcriptOf(raw as readonly Segment[], turnMs),
    },
    remedy: POCKETSPHINX_REMEDY,
  });
}

/** The library's command-line options, without their hyphens. */
function decoderOptions(modelFolder: string): Readonly<Record<string, string>> {
  const [hmm, lm, dict] = modelPaths(modelFolder);
  return {
    hmm,
    lm,
    dict,
    logfn: '/dev/null',
    // Pauses are part of the answer: with them cut out, word times would be wrong.
    remove_silence: 'no',
    // One pass and narrow beams: final words within 50 ms of the last frame even after a long answer, instead of a second.
    fwdflat: 'no',
    maxhmmpf: '5000',
    maxwpf: '10',
    // The word graph is searched once more at the end: word posteriors come from it.
    bestpath: 'yes',
  };
}
