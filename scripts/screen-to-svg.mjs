// Turns a terminal screen into a picture for the README:
//   tmux capture-pane -e -p -t SESSION | node scripts/screen-to-svg.mjs > docs/images/NAME.svg
// Understands the colours and weights (SGR codes) that the practice screen uses, and drops every other code.
const PALETTE = ['#15161e', '#f7768e', '#9ece6a', '#e0af68', '#7aa2f7', '#bb9af7', '#7dcfff', '#c0caf5'];
const BRIGHT = ['#565f89', '#ff899d', '#b9f27c', '#ffc777', '#8db0ff', '#c7a9ff', '#a4daff', '#ffffff'];
const FOREGROUND = '#c0caf5';
const BACKGROUND = '#1a1b26';
const [CELL, LINE, PADDING] = [8.4, 18, 14];

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

function styleAfter(style, codes) {
  let next = { ...style };
  for (const code of codes) {
    if (code === 0) next = { colour: FOREGROUND };
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 22) next = { colour: next.colour };
    else if (code >= 30 && code <= 37) next.colour = PALETTE[code - 30];
    else if (code === 39) next.colour = FOREGROUND;
    else if (code >= 90 && code <= 97) next.colour = BRIGHT[code - 90];
  }
  return next;
}

function* runsOf(line, state) {
  let column = 0;
  for (const [, codes, other, text] of line.matchAll(/\x1b\[([\d;]*)m|(\x1b[^a-zA-Z]*[a-zA-Z])|([^\x1b]+)/g)) {
    if (codes !== undefined) state.style = styleAfter(state.style, codes.split(';').map(Number));
    if (text === undefined || other !== undefined) continue;
    yield { text, column, style: state.style };
    column += [...text].length;
  }
}

let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
const lines = input.replace(/\n+$/, '').split('\n');
const state = { style: { colour: FOREGROUND } };
const columns = Number(process.argv[2] ?? 80);
const width = Math.round(columns * CELL + 2 * PADDING);
const height = lines.length * LINE + 2 * PADDING;
const body = lines.flatMap((line, row) =>
  [...runsOf(line, state)].map(({ text, column, style }) => {
    const weight = style.bold ? ' font-weight="bold"' : '';
    const faint = style.dim ? ' opacity="0.65"' : '';
    const length = ([...text].length * CELL).toFixed(1);
    const [x, y] = [(PADDING + column * CELL).toFixed(1), PADDING + row * LINE + 13];
    return `<text x="${x}" y="${y}" textLength="${length}" fill="${style.colour}"${weight}${faint} xml:space="preserve">${escaped(text)}</text>`;
  }),
);
process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
${body.join('\n')}
</svg>
`);
