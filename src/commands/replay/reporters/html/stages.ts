/** Where the wait for the examiner goes, in the order it happens; the same names and colours in every chart. */
import type { TurnLatency } from '../../../../engine/session/log/events.js';

export const STAGES: readonly { readonly key: keyof TurnLatency; readonly name: string; readonly className: string }[] =
  [
    { key: 'endpointingMs', name: 'endpointing', className: 'endpointing' },
    { key: 'transcriptMs', name: 'recognition', className: 'recognition' },
    { key: 'modelMs', name: 'language model', className: 'model' },
    { key: 'examinerMs', name: 'own time', className: 'own' },
    { key: 'speechMs', name: 'voice', className: 'voice' },
    { key: 'firstSoundMs', name: 'first sound', className: 'sound' },
  ];
