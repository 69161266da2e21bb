/** A thread that replays one fixture after the other, as it is told to. */
import { parentPort } from 'node:worker_threads';

const [{ runJob }, { defaultEnvironment }] = await Promise.all([import('./run-job.js'), import('./environment.js')]);
const environment = {
  ...defaultEnvironment(),
  onProgress: (progressMs) => parentPort.postMessage({ progressMs }),
};

parentPort.on('message', (job) => {
  void runJob(job, environment).then((result) => {
    parentPort.postMessage({ result: { ...result, events: job.keepEvents ? result.events : [] } });
  });
});
