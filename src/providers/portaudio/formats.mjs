/** @file Which formats to open a device with. */

/** The formats to try on a device, best first: ours, its own rate, and both in stereo for devices that refuse mono. */
export function formatsFor(wantedRate, ownRate) {
  const rates = ownRate > 0 && ownRate !== wantedRate ? [wantedRate, ownRate] : [wantedRate];
  return [1, 2].flatMap((channelCount) => rates.map((sampleRate) => ({ sampleRate, channelCount })));
}
