/** How the input of a demo describes itself, by which a log tells that it was one: it is watched, so nobody goes on with it. */
export const DEMO_INPUT = 'recorded candidate (demo)';
