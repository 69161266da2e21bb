/** The trade-off as an SVG: one point per run with its 95 % intervals. */
import { escaped } from '../../text/escape-markup.js';
import { axisOf, type Axis } from './trade-off-plot.js';
import type { TradeOffPoint } from './trade-off.js';
import { secondsText } from '../../text/seconds-text.js';

const WIDTH = 560;
const HEIGHT = 360;
const MARGIN = 60;
const ROW = 20;
const MOST_STEPS = 8;

export function tradeOffSvg(points: readonly TradeOffPoint[]): string {
  const x = axisOf(
    points.flatMap(({ waitMs, waitInterval }) => [waitMs, ...(waitInterval ?? [])]),
    100,
  );
  const y = axisOf(
    points.flatMap(({ cutIns, cutInsInterval }) => [cutIns, ...(cutInsInterval ?? [])]),
    0.01,
  );
  const [width, height] = [WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN + ROW * points.length];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" font-family="sans-serif" font-size="12">`,
    `<rect width="${String(width)}" height="${String(height)}" fill="#fff"/>`,
    `<g transform="translate(${String(MARGIN)} ${String(MARGIN)})">`,
    `<rect width="${String(WIDTH)}" height="${String(HEIGHT)}" fill="none" stroke="#999"/>`,
    ...ticks(x).map(
      (tick) =>
        `<text x="${fixed(across(tick, x))}" y="${String(HEIGHT + 16)}" text-anchor="middle">${secondsText(tick, 2)}</text>`,
    ),
    ...ticks(y).map(
      (tick) => `<text x="-8" y="${fixed(up(tick, y) + 4)}" text-anchor="end">${(100 * tick).toFixed(1)} %</text>`,
    ),
    `<text x="${String(WIDTH / 2)}" y="${String(HEIGHT + 36)}" text-anchor="middle">median wait after a finished answer (Parts 1 and 3)</text>`,
    `<text x="0" y="-12" font-weight="bold">answers cut into</text>`,
    ...points.map((point) => mark(point, x, y)),
    ...points.map(
      ({ letter, name }, index) =>
        `<text x="0" y="${String(HEIGHT + 60 + index * ROW)}"><tspan font-weight="bold">${letter}</tspan> ${escaped(name)}</text>`,
    ),
    '</g>',
    '</svg>\n',
  ].join('\n');
}

function mark({ letter, waitMs, waitInterval, cutIns, cutInsInterval }: TradeOffPoint, x: Axis, y: Axis): string {
  const [atX, atY] = [fixed(across(waitMs, x)), fixed(up(cutIns, y))];
  const line = (x1: string, y1: string, x2: string, y2: string): string =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#1f6feb" stroke-opacity="0.5"/>`;
  return [
    waitInterval === null ? '' : line(fixed(across(waitInterval[0], x)), atY, fixed(across(waitInterval[1], x)), atY),
    cutInsInterval === null ? '' : line(atX, fixed(up(cutInsInterval[0], y)), atX, fixed(up(cutInsInterval[1], y))),
    `<circle cx="${atX}" cy="${atY}" r="4" fill="#1f6feb"/>`,
    `<text x="${atX}" y="${atY}" dx="7" dy="-7" font-weight="bold">${letter}</text>`,
  ].join('');
}

function across(value: number, { low, high }: Axis): number {
  return ((value - low) / (high - low)) * WIDTH;
}

function up(value: number, axis: Axis): number {
  return HEIGHT - (across(value, axis) / WIDTH) * HEIGHT;
}

/** Round values only: what stands between them is read off. */
function ticks({ low, high }: Axis): readonly number[] {
  const least = (high - low) / MOST_STEPS;
  const tens = 10 ** Math.floor(Math.log10(least));
  const step = tens * ([1, 2, 5].find((times) => times * tens >= least) ?? 10);
  const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

function fixed(value: number): string {
  return value.toFixed(1);
}
