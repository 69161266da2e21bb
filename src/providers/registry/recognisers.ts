/** Speech recognition, best first. */
import type { Clock } from '../../engine/ports/clock.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { RecognitionModel } from '../sherpa/sherpa-recogniser.js';
import type { Candidate } from './choose.js';

export async function recognisers(clock: Clock): Promise<readonly Candidate<SpeechToText>[]> {
  const { findInstalledModel } = await import('../models/installed-models.js');
  const { POCKETSPHINX_WARNING, pocketsphinx } = await import('../pocketsphinx/pocketsphinx.js');
  const { detectPocketsphinx } = await import('../pocketsphinx/detect.js');
  const model = await findInstalledModel('recognition');
  const sherpa = model === null ? notPulled : await sherpaWith(clock, model);
  return [
    sherpa,
    {
      name: 'pocketsphinx',
      detect: () => detectPocketsphinx(),
      create: () => Promise.resolve(pocketsphinx({ clock })),
      warning: POCKETSPHINX_WARNING,
    },
  ];
}

const notPulled: Candidate<SpeechToText> = {
  name: 'sherpa',
  detect: () =>
    Promise.resolve({
      available: false,
      why: 'no neural recognition model is installed',
      remedy: 'ielts-examiner models pull zipformer-en-20m',
    }),
  create: () => Promise.reject(new Error('a recogniser without a model was chosen')),
};

async function sherpaWith(clock: Clock, model: RecognitionModel): Promise<Candidate<SpeechToText>> {
  const { detectSherpaRecogniser, sherpaRecogniser } = await import('../sherpa/sherpa-recogniser.js');
  return {
    name: 'sherpa',
    detect: () => detectSherpaRecogniser(model),
    create: () => Promise.resolve(sherpaRecogniser({ clock, model })),
  };
}
