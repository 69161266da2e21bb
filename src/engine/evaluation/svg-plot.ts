/** Predicted against human scores as an SVG: one panel per output, points, the line of perfect agreement, axes. */
import type { OutputEvaluation } from './evaluation.js';
import { extent } from './text-plot.js';

const PANEL = 300;
const MARGIN = 46;
const PER_ROW = 2;

export function svgPlot(evaluations: readonly OutputEvaluation[]): string {
  const shown = evaluations.filter(({ pairs }) => pairs.length > 0);
  const columns = Math.max(1, Math.min(PER_ROW, shown.length));
  const rows = Math.max(1, Math.ceil(shown.length / PER_ROW));
  const width = columns * (PANEL + 2 * MARGIN);
  const height = rows * (PANEL + 2 * MARGIN);
  const panels = shown.map((evaluation, index) => {
    const x = (index % PER_ROW) * (PANEL + 2 * MARGIN) + MARGIN;
    const y = Math.floor(index / PER_ROW) * (PANEL + 2 * MARGIN) + MARGIN;
    return `<g transform="translate(${String(x)} ${String(y)})">${panel(evaluation)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" font-family="sans-serif" font-size="12">`,
    `<rect width="${String(width)}" height="${String(height)}" fill="#fff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function panel({ output, n, agreement, pairs }: OutputEvaluation): string {
  const { low, high } = extent(pairs);
  const at = (value: number): number => ((value - low) / (high - low)) * PANEL;
  const fixed = (value: number): string => value.toFixed(1);
  const ticks = ticksOf(low, high);
  const r = agreement.pearson === null ? '-' : agreement.pearson.toFixed(2);
  return [
    `<title>${output}</title>`,
    `<rect width="${String(PANEL)}" height="${String(PANEL)}" fill="none" stroke="#999"/>`,
    `<text x="0" y="-10" font-weight="bold">${output}: n = ${String(n)}, r = ${r}</text>`,
    `<line x1="0" y1="${String(PANEL)}" x2="${String(PANEL)}" y2="0" stroke="#999" stroke-dasharray="4 4"/>`,
    ...ticks.map(
      (tick) =>
        `<text x="${fixed(at(tick))}" y="${String(PANEL + 16)}" text-anchor="middle">${String(tick)}</text><text x="-8" y="${fixed(PANEL - at(tick) + 4)}" text-anchor="end">${String(tick)}</text>`,
    ),
    `<text x="${String(PANEL / 2)}" y="${String(PANEL + 34)}" text-anchor="middle">human</text>`,
    `<text transform="translate(-32 ${String(PANEL / 2)}) rotate(-90)" text-anchor="middle">predicted</text>`,
    ...pairs.map(
      ({ human, predicted }) =>
        `<circle cx="${fixed(at(human))}" cy="${fixed(PANEL - at(predicted))}" r="3" fill="#1f6feb" fill-opacity="0.45"/>`,
    ),
  ].join('\n');
}

function ticksOf(low: number, high: number): readonly number[] {
  const first = Math.ceil(low);
  return Array.from({ length: Math.floor(high) - first + 1 }, (_, index) => first + index);
}
