// Asks the keychain for the program, one request per line of JSON. The package waits for its session bus without letting go
// of the thread, so that a bus that never answers must be waited for in a process that can be killed. Keys come and go
// through pipes, which nobody else can read.
import { createInterface } from 'node:readline';
import { AsyncEntry } from '@napi-rs/keyring';

const service = process.argv[2];
for await (const line of createInterface({ input: process.stdin })) {
  const { call, name, value } = JSON.parse(line);
  // The package would fall back to the kernel's keyring, which forgets everything at log-out.
  const entry = new AsyncEntry(service, name, { linux: { store: 'secret-service' } });
  const answer = await entry[call](...(value === undefined ? [] : [value])).then(
    (result) => ({ result: result ?? null }),
    (error) => ({ error: String(error?.message ?? error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
