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

/** "970 ms: endpointing 800, recognition 50" */
export function waitText(latency: TurnLatency): string {
  const stages = STAGES.flatMap(({ key, name }) => {
    const ms = Math.round(latency[key]);
    return ms === 0 ? [] : [`${name} ${String(ms)}`];
  });
  return `${String(Math.round(latency.totalMs))} ms${stages.length === 0 ? '' : `: ${stages.join(', ')}`}`;
}
