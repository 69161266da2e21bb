/**
 * SoundSwallower (WebAssembly) in a process of its own. Requests:
 * - { lookup: words } -> for each word its phones "HH AE V", or null when it is not in the dictionary
 * - { add: [[word, phones], ...] } -> null
 * - { place: { samples: Float32Array, words } } -> where each word of a long recording is, seconds: [begin, end], or null
 * - { analyze: { samples, words } } -> { segments, heard }: phone segments carry `fit`, how they compare with other phones;
 *   `segments` is null where the words do not fit
 * - { rate: { samples: Int16Array, words, analysis } } -> what the speech model says of it, or null
 */
import { fileURLToPath } from 'node:url';
import { failure, serve } from '../child-process/serve.mjs';
import { loadAcousticModel } from './acoustic/acoustic-model.mjs';
import { analyzeSounds } from './acoustic/analyze-sounds.mjs';
import { featuresOf } from './acoustic/cepstra.mjs';
import { likelihoodsOf } from './acoustic/likelihoods.mjs';
import { placeWords } from './acoustic/place-words.mjs';

/** Wider than the defaults, with which one learner's sentence in a hundred cannot be fitted; costs a tenth more time. */
const BEAMS = { beam: 1e-80, pbeam: 1e-80, wbeam: 1e-60 };
const FRAMES_PER_SECOND = 100;
const MODELS = new URL('./model/', import.meta.resolve('soundswallower'));

let loading;
let acoustic;
let rater;

async function load() {
  const { default: createModule } = await import('soundswallower');
  const silent = () => undefined;
  const { Decoder } = await createModule({ print: silent, printErr: silent, modelBase: fileURLToPath(MODELS) });
  // Without the explicit rate another one is assumed and all times are wrong.
  const decoder = new Decoder({ samprate: 16_000, loglevel: 'FATAL', ...BEAMS });
  await decoder.initialize();
  return decoder;
}

function align(decoder, { samples, words }) {
  try {
    decoder.set_align_text(words.join(' '));
    decoder.start();
    try {
      // The whole utterance at once: cepstral means then come from it alone, and no call depends on earlier ones.
      decoder.process_audio(samples, false, true);
    } finally {
      decoder.stop();
    }
    return decoder.get_alignment({ align_level: 1 }).w;
  } catch {
    // Its way of saying that the words do not fit: an empty result that is not JSON.
    return null;
  }
}

/** Only those who ask pay for it: 6 MB and 50 ms. */
function acousticModel() {
  return (acoustic ??= loadAcousticModel(new URL('en-us/', MODELS)));
}

/** Frames taken for alike where words are only placed: half the work, and of 538 words of six readers 512 in place instead of 507. */
const PLACING_STRIDE = 4;

function place(decoder, { samples, words }) {
  const model = acousticModel();
  const likelihoods = likelihoodsOf(model, featuresOf(decoder.spectrogram(samples), true), PLACING_STRIDE);
  const phones = words.map((word) => decoder.lookup_word(word).split(' '));
  return (
    placeWords(likelihoods, model.phones, phones)?.map((span) => span.map((frame) => frame / FRAMES_PER_SECOND)) ?? null
  );
}

function analyze(decoder, { samples, words }) {
  const segments = align(decoder, { samples, words });
  return analyzeSounds(acousticModel(), decoder.spectrogram(samples), segments);
}

/** Here and not in the program's own process: pitch and loudness of a long turn take a second. */
async function rate(utterance) {
  rater ??= import('./rate-speech.js').then(({ openSpeechRating }) => openSpeechRating());
  return (await rater)(utterance);
}

serve(async (request) => {
  loading ??= load();
  const decoder = await loading.catch((error) => {
    loading = undefined;
    throw failure('unavailable', `SoundSwallower cannot be loaded (${error.message})`);
  });
  if (request.lookup) return request.lookup.map((word) => decoder.lookup_word(word));
  if (request.add) {
    decoder.add_words(...request.add);
    return null;
  }
  if (request.rate) return rate(request.rate);
  return request.analyze ? analyze(decoder, request.analyze) : place(decoder, request.place);
});
