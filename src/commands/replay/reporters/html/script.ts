/** What moves in the report: the position in the session, its line of the transcript, and the answers that are heard. */
export const SCRIPT = `'use strict';
const arrived = new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
const unfold = async (session) => {
  const { folded } = session.dataset;
  if (folded) {
    delete session.dataset.folded;
    // It is whole when something comes after it.
    if (!document.getElementById(folded)?.nextSibling) await arrived;
    const packed = document.getElementById(folded).textContent;
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    session.insertAdjacentHTML('beforeend', await new Response(plain).text());
  }
  prepare(session);
};
const prepare = (session) => {
  const seek = session.querySelector('.seek');
  if (!seek) return;
  const head = session.querySelector('.head');
  const scroll = session.querySelector('.scroll');
  const lines = [...session.querySelectorAll('.transcript li')];
  const players = [...session.querySelectorAll('audio')];
  const show = (ms) => {
    seek.value = ms;
    const at = Number(seek.value);
    const share = at / Number(seek.max);
    seek.setAttribute('aria-valuetext', Math.floor(at / 60000) + ':' + String(Math.floor(at / 1000) % 60).padStart(2, '0'));
    head.setAttribute('x1', share * 100 + '%');
    head.setAttribute('x2', share * 100 + '%');
    const x = share * scroll.scrollWidth;
    if (x < scroll.scrollLeft || x > scroll.scrollLeft + scroll.clientWidth) scroll.scrollLeft = x - scroll.clientWidth / 2;
    const now = lines.findLast((line) => Number(line.dataset.at) <= at);
    for (const line of lines) line.classList.toggle('now', line === now);
  };
  const go = (ms) => {
    show(ms);
    for (const player of players) {
      const inside = (ms - Number(player.dataset.start)) / 1000;
      if (inside >= 0 && inside < player.duration) player.currentTime = inside;
    }
  };
  seek.addEventListener('input', () => go(Number(seek.value)));
  for (const line of lines) line.querySelector('.at').addEventListener('click', () => go(Number(line.dataset.at)));
  for (const [index, player] of players.entries()) {
    player.addEventListener('play', () => players.forEach((other) => other !== player && other.pause()));
    player.addEventListener('timeupdate', () => player.paused || show(Number(player.dataset.start) + player.currentTime * 1000));
    player.addEventListener('ended', () => players[index + 1]?.play());
  }
};
for (const session of document.querySelectorAll('details')) {
  if (session.open) prepare(session);
  else session.addEventListener('toggle', () => unfold(session), { once: true });
}
`;
