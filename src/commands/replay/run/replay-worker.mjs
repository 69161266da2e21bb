/** A thread that replays one fixture after the other, as it is told to; null ends it. */
import { parentPort } from 'node:worker_threads';

const [{ runOne }, { defaultEnvironment }] = await Promise.all([import('./run-one.js'), import('./environment.js')]);

parentPort.on('message', (message) => {
  if (message === null) {
    parentPort.close();
    return;
  }
  void runOne(message.job, defaultEnvironment()).then((result) => {
    const events = message.job.keepEvents ? result.events : [];
    parentPort.postMessage({ index: message.index, result: { ...result, events } });
  });
});
