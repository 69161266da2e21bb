/** A band and its range on the scale of 0 to 9, as a picture. */
import { bandText, rangeText } from '../wording.js';

const WIDTH = 180;
const TOP_BAND = 9;

export function bandPlot(score: { readonly band: number; readonly low: number; readonly high: number }): string {
  const at = (band: number): string => ((band / TOP_BAND) * WIDTH).toFixed(1);
  const ticks = Array.from({ length: TOP_BAND + 1 }, (_, band) => {
    const x = at(band);
    return `<line class="axis" x1="${x}" y1="9" x2="${x}" y2="15"/><text class="figure" x="${x}" y="28">${String(band)}</text>`;
  });
  return `<svg width="${String(WIDTH)}" height="32" role="img" aria-label="Band ${bandText(score.band)}, range ${rangeText(score)}, of 9"><line class="axis" x1="0" y1="12" x2="${String(WIDTH)}" y2="12"/>${ticks.join('')}<line class="span" x1="${at(score.low)}" y1="12" x2="${at(score.high)}" y2="12"/><circle class="point" cx="${at(score.band)}" cy="12" r="5"/></svg>`;
}
