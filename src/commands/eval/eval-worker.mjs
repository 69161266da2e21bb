/** A thread that rates one line of a manifest after the other, as it is told to; null ends it. */
import { parentPort, workerData } from 'node:worker_threads';

const [{ measureItem }, { openScoringEngines }] = await Promise.all([
  import('./measure-item.js'),
  import('../score/scoring-engines.js'),
]);

let opened = null;
const engines = () => {
  opened ??= openScoringEngines(workerData.engines);
  return opened;
};

parentPort.on('message', (message) => {
  if (message === null) {
    void Promise.resolve(opened?.then((ready) => ready.close())).finally(() => parentPort.close());
    return;
  }
  void measureItem(message.job, engines).then((outcome) => parentPort.postMessage({ index: message.index, outcome }));
});
