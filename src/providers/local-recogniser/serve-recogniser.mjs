/**
 * The child's side of a recogniser that runs in a process of its own. `load(settings)` returns an engine:
 * `begin()`, `accept(samples) -> text so far`, `finish() -> raw result`, `discard()`. An engine is begun with a turn's
 * first audio, so a turn without audio never reaches it.
 */
import { failure, serve } from '../child-process/serve.mjs';

export function serveRecogniser(load) {
  let engine = null;
  let turn = null;

  const drop = () => {
    if (turn !== null) engine.discard();
    turn = null;
  };

  const answers = {
    open: async ({ settings }) => {
      engine = await load(settings);
      return null;
    },
    audio: (request) => {
      if (turn !== request.turn) {
        drop();
        engine.begin();
        turn = request.turn;
      }
      return engine.accept(request.samples);
    },
    end: (request) => {
      if (turn !== request.turn) return null;
      turn = null;
      return engine.finish();
    },
    cancel: () => {
      drop();
      return null;
    },
  };

  serve((request) => {
    if (engine === null && request.type !== 'open') throw failure('crashed', 'it has lost its model');
    return answers[request.type](request);
  });
}
