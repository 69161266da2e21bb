/**
 * A gate that follows the room: WebRTC's detector takes fans, music and babble for speech, but what is hardly louder
 * than the room's own floor is not the candidate. The floor sinks at once and rises slowly, so that speech never lifts it.
 */

/** Speech stands at least this far over the floor. Close-talking voices stand 20 dB and more over it. */
const MARGIN_DB = 7;
/** Nothing under this is speech, however quiet the room. */
const SILENT_DB = -62;
/** 3 dB a second: a noise that comes on is learnt in a few seconds, an answer without a breath lifts the floor by little. */
const RISE_DB_PER_FRAME = 0.06;
/** Before anything was heard, and never higher: a floor over this would mute a soft voice. */
const START_DB = -55;
const HIGHEST_DB = -30;
/** A frame well under the floor pulls it down by this share at once: one odd frame does not empty it. */
const SINK_SHARE = 0.4;

export class NoiseGate {
  #floorDb = START_DB;

  get floorDb(): number {
    return this.#floorDb;
  }

  /** @returns whether a frame of this level may be speech */
  passes(levelDb: number): boolean {
    if (levelDb < this.#floorDb) this.#floorDb += (levelDb - this.#floorDb) * SINK_SHARE;
    else this.#floorDb = Math.min(HIGHEST_DB, this.#floorDb + RISE_DB_PER_FRAME);
    this.#floorDb = Math.max(-80, this.#floorDb);
    return levelDb > SILENT_DB && levelDb > this.#floorDb + MARGIN_DB;
  }

  reset(): void {
    this.#floorDb = START_DB;
  }
}
