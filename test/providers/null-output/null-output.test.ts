import { createNullOutput } from '../../../src/providers/null-output/null-output.js';
import { describeAudioOutput } from '../../support/contracts/audio-output.contract.js';
import { ManualClock } from '../../support/manual-clock.js';

const clock = new ManualClock();

describeAudioOutput(
  'nowhere',
  () => createNullOutput({ clock }),
  (ms) => {
    clock.advance(ms);
  },
);
