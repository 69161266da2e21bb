/** `--endpointing 900ms`: how patient the examiner is in a replay. */
import { AppError } from '../../engine/errors.js';
import { parseEndpointing, type EndpointingChoice } from '../../engine/replay/fixture/endpointing-choice.js';
import { safeText } from '../../engine/text/safe-text.js';

/** Throws AppError `replay.endpointing` (exit code 2). */
export function endpointingOption(written: string): EndpointingChoice {
  const choice = parseEndpointing(written);
  if (choice !== null) return choice;
  throw new AppError({
    code: 'replay.endpointing',
    message: `"${safeText(written)}" is no setting of endpointing.`,
    remedy:
      'Write a silence (900ms), one whatever was said (fixed:800ms), a factor of the usual ones (0.8x) or "usual".',
    exitCode: 2,
  });
}
