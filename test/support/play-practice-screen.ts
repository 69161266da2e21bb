/** The playground: the real screen on a scripted session that answers to keys. Runs as a program of its own in a terminal. */
import { existsSync } from 'node:fs';
import { createPracticeScreen } from '../../src/ui/practice-screen.js';
import { openStartingScreen } from '../../src/ui/starting-screen.js';
import { FakeLiveSession, type ScriptStep } from './fake-live-session.js';
import { SCENES, type SceneName } from './screen-scenes.js';
import { RATED, final, speech, turnEnded } from './session-events.js';

/**
 * @param untilMs the script up to here is played at once; then nothing happens but clocks and keys, however long it takes
 * @param rated the session that was quit is rated once there is a file of this name
 */
export async function playPracticeScreen(scene: SceneName, untilMs: number, rated: string): Promise<void> {
  const starting = openStartingScreen(process.stdout, 'IELTS Speaking practice');
  starting.step('opening the microphone');
  const session = new FakeLiveSession();
  const script: readonly ScriptStep[] = SCENES[scene];
  let turnId = '';
  session.observe({
    onEvent: (event) => {
      if (event.type === 'turn.started') turnId = event.turnId;
      if (event.type === 'session.scored') session.end('completed');
    },
  });
  session.onAction = (action) => {
    switch (action.type) {
      case 'mute':
        session.emit({ type: 'candidate.muted', muted: action.muted });
        return;
      case 'pause':
        session.emit({ type: 'session.paused' });
        return;
      case 'unpause':
        session.emit({ type: 'session.unpaused' });
        return;
      case 'typing':
        return;
      case 'repeat':
        session.emit(speech('Do you live in a house or in an apartment?', 'repeat'));
        return;
      case 'answer':
        session.emit(final(turnId, action.text), turnEnded(turnId, { typed: true, reason: 'typed' }));
        return;
      case 'finished':
        session.emit(turnEnded(turnId, { reason: 'finishedKey' }));
        return;
      case 'quit': {
        const look = setInterval(() => {
          if (!existsSync(rated)) return;
          clearInterval(look);
          session.emit({ type: 'session.scored', score: RATED });
        }, 50);
      }
    }
  };
  starting.close();
  const screen = createPracticeScreen({
    liveBands: true,
    startLine:
      'Microphone: default. Voice: espeak-ng. Recognition: pocketsphinx (38 % word errors; `models pull` for better).',
  });
  session.observe(screen.observer);
  const shown = screen.show(session);
  for (const step of script.filter((each) => each.atMs <= untilMs)) {
    session.show({ atMs: step.atMs, ...step.status });
    if (step.event !== undefined) session.emit(step.event);
  }
  session.passTime();
  await shown;
}
