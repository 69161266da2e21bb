/** A thread that replays one fixture after the other, as it is told to. */
import { parentPort } from 'node:worker_threads';

const [{ runJob }, { defaultEnvironment }, { FixtureStates }] = await Promise.all([
  import('./run-job.js'),
  import('./environment.js'),
  import('../fixture/fixture-states.js'),
]);
const environment = {
  ...defaultEnvironment(),
  fixtureStates: new FixtureStates(),
  onProgress: (progressMs) => parentPort.postMessage({ progressMs }),
};

async function answerTo(question) {
  if (!Array.isArray(question)) return { result: await runJob(question, environment) };
  const results = [];
  for (const job of question) results.push(await runJob(job, environment));
  return { results };
}

parentPort.on('message', (question) => void answerTo(question).then((answer) => parentPort.postMessage(answer)));
