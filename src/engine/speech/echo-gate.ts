/**
 * Tells the candidate's voice from our own playback coming back through an open microphone, without headphones and
 * without echo cancellation. It learns, band by band, which echo playback can explain, and lets a frame pass as the
 * candidate's only when it is clearly louder. With headphones nothing comes back, the learnt echo is tiny, and all speech
 * passes. The first second of playback is for learning alone. Some 1.5 µs a frame with its band levels.
 */
import { BANDS, type BandLevels } from './band-levels.js';
import { EchoPath } from './echo-path.js';

/** Speech has most of its power in the lower bands; hiss is weak and still telling. */
const LOUD_PLAYBACK_DB = [-45, -45, -50, -55] as const;
/** The lowest band is not asked: small loudspeakers have no bass, and what hums along below the voices is no speech. */
const FIRST_BAND = 1;
/** Echo below this is no speech to anybody. */
const INAUDIBLE = 10 ** (-75 / 10);
/** The candidate must be this much louder than nearly all echo. */
const MARGIN_DB = 5;
/**
 * Loudspeakers and rooms treat sounds differently even within a band, so that echo surpasses what is expected by the
 * surplus: the ninth decile of (heard - expected), followed in small steps. What passes teaches nothing: it is the candidate.
 */
const SURPLUS_UP_DB = 0.05;
const SURPLUS_DOWN_DB = SURPLUS_UP_DB / 9;
const LEAST_SURPLUS_DB = 1;
const MOST_SURPLUS_DB = 10;
const FIRST_SURPLUS_DB = 4;
/** Frames of loud playback (1 s) before anything passes that is said over it. */
const ENOUGH_FRAMES = 50;

export class EchoGate {
  readonly #paths = LOUD_PLAYBACK_DB.map((loudDb) => new EchoPath(loudDb));
  #loudFrames = 0;
  #surplusDb = FIRST_SURPLUS_DB;

  /**
   * @param played levels of the examiner's frame handed out in this tick
   * @param heard levels of the microphone's frame in this tick
   * @returns true when playback alone does not explain what was heard
   */
  passes(played: BandLevels, heard: BandLevels): boolean {
    let heardPower = 0;
    let echoPower = 0;
    for (let band = FIRST_BAND; band < BANDS; band++) {
      const path = this.#paths[band] as EchoPath;
      const heardDb = heard[band] as number;
      heardPower += 10 ** (heardDb / 10);
      echoPower += 10 ** (path.expect(played[band] as number, heardDb) / 10);
    }
    if (echoPower <= INAUDIBLE) return true;
    const surplusDb = 10 * Math.log10(heardPower / echoPower);
    const loud = (played[FIRST_BAND] as number) > LOUD_PLAYBACK_DB[FIRST_BAND];
    if (loud) this.#loudFrames += 1;
    const passes = this.#loudFrames >= ENOUGH_FRAMES && surplusDb > this.#surplusDb + MARGIN_DB;
    if (loud && !passes) this.#learn(surplusDb);
    return passes;
  }

  #learn(surplusDb: number): void {
    const step = surplusDb > this.#surplusDb ? SURPLUS_UP_DB : -SURPLUS_DOWN_DB;
    this.#surplusDb = Math.min(MOST_SURPLUS_DB, Math.max(LEAST_SURPLUS_DB, this.#surplusDb + step));
  }
}
