/** How V8, the JavaScript engine, compiles what a replay runs. */
import { setFlagsFromString } from 'node:v8';

/** Of V8's own measure of work done by a function; the usual budget is 67,584. */
const INTERRUPT_BUDGET = 400_000;
/** In later ones nobody has looked whether the flag is still there; one that is not known is complained of. */
const NEWEST_MAJOR = 13;

/**
 * Has functions optimised later, when more is known about them: replays were a sixth faster so, the first of a process, too. A
 * fifth of their CPU time went into optimising some ninety functions again and again, since V8 forgets optimised code in
 * collections. Counts for the whole process with all its threads.
 */
export function optimiseLater(): void {
  if (Number.parseInt(process.versions.v8, 10) <= NEWEST_MAJOR)
    setFlagsFromString(`--interrupt-budget=${String(INTERRUPT_BUDGET)}`);
}
