/** Every test file gets its own home: no test reads or writes the developer's sessions, models or settings. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'ielts-examiner-test-'));
for (const name of Object.keys(process.env)) {
  // No account is ever used in a test, no setting of whoever runs it, and none of the build service that does: a test that is
  // about one sets it itself.
  if (/^IELTS_EXAMINER_|^(DEEPGRAM|GROQ|OPENAI|ELEVENLABS|XI|AZURE|GITHUB)_|^(CI|CONTINUOUS_INTEGRATION)$/.test(name))
    Reflect.deleteProperty(process.env, name);
}
process.env['IELTS_EXAMINER_HOME'] = home;
// Nor is anybody's keychain opened.
process.env['IELTS_EXAMINER_KEYCHAIN'] = 'off';
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
