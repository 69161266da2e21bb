// Asks the keychain once. The package waits for its session bus without letting go of the thread, so that a bus that
// never answers must be waited for in a process that can be killed.
import { AsyncEntry } from '@napi-rs/keyring';

await new AsyncEntry(process.argv[2], 'probe', { linux: { store: 'secret-service' } }).getPassword();
