/** What moves in the report: the position in the session, its line of the transcript, and the answers that are heard. */
export const SCRIPT = `'use strict';
const arrived = new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
const bytesOf = (packed) => Uint8Array.from(atob(packed.textContent), (letter) => letter.charCodeAt(0));
const unfold = async (session) => {
  const { folded } = session.dataset;
  if (folded) {
    delete session.dataset.folded;
    try {
      // It is whole when something comes after it.
      if (!document.getElementById(folded)?.nextSibling) await arrived;
      const plain = new Blob([bytesOf(document.getElementById(folded))]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
      session.insertAdjacentHTML('beforeend', await new Response(plain).text());
    } catch {
      const note = document.createElement('p');
      note.className = 'note body';
      note.textContent = typeof DecompressionStream === 'undefined'
        ? 'This browser cannot unpack the session. Firefox 113, Safari 16.4, Chrome 103 and later ones can.'
        : 'The session cannot be unpacked. Is the file whole?';
      session.append(note);
      return;
    }
  }
  prepare(session);
};
const addresses = new Map();
const addressOf = (id) => {
  if (!addresses.has(id)) {
    const sound = document.getElementById(id);
    addresses.set(id, sound && URL.createObjectURL(new Blob([bytesOf(sound)], { type: sound.dataset.kind })));
  }
  return addresses.get(id);
};
const prepare = (session) => {
  const seek = session.querySelector('.seek');
  if (!seek) return;
  const head = session.querySelector('.head');
  const scroll = session.querySelector('.scroll');
  const lines = [...session.querySelectorAll('.transcript li')];
  const players = [];
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
  const from = (player) => Number(player.dataset.from) / 1000;
  const until = (player) => (player.dataset.until ? Number(player.dataset.until) / 1000 : player.duration);
  const startOf = (player) => Number(player.dataset.start) / 1000;
  const go = (ms) => {
    show(ms);
    for (const player of players) {
      const inside = from(player) + ms / 1000 - startOf(player);
      if (inside >= from(player) && inside < until(player)) player.currentTime = inside;
    }
  };
  const isUnderWay = (player) => {
    const inside = Number(seek.value) / 1000 - startOf(player);
    return inside > 0 && from(player) + inside < until(player);
  };
  seek.addEventListener('input', () => go(Number(seek.value)));
  for (const line of lines) {
    const player = line.querySelector('audio');
    line.querySelector('.at').addEventListener('click', () => {
      if (player && !player.paused) return player.pause();
      // Where the slider or a pause has left it in this answer, it goes on.
      if (!players.includes(player) || !isUnderWay(player)) go(Number(line.dataset.at));
      // Something else may be played before this one has begun.
      if (players.includes(player)) player.play().catch(() => {});
    });
  }
  const play = (player) => {
    const isInside = player.currentTime >= from(player) && player.currentTime < until(player);
    if (!isInside) player.currentTime = from(player);
    players.forEach((other) => other !== player && other.pause());
  };
  const goOn = (player) => players[players.indexOf(player) + 1]?.play();
  const advance = (player) => {
    if (player.paused) return;
    show((startOf(player) + player.currentTime - from(player)) * 1000);
    if (player.currentTime < until(player)) return;
    player.pause();
    goOn(player);
  };
  const addSound = (player) => {
    const address = addressOf(player.dataset.sound);
    if (!address) return;
    players.push(player);
    player.addEventListener('play', () => play(player));
    player.addEventListener('timeupdate', () => advance(player));
    player.addEventListener('ended', () => goOn(player));
    player.addEventListener('loadedmetadata', () => (player.currentTime = from(player)));
    player.src = address;
    player.hidden = false;
    const button = player.closest('li').querySelector('.at');
    const label = (does) => button.setAttribute('aria-label', does + ' ' + player.getAttribute('aria-label') + ', ' + button.textContent);
    label('Play');
    player.addEventListener('play', () => label('Pause'));
    player.addEventListener('pause', () => label('Play'));
  };
  // They come last.
  arrived.then(() => session.querySelectorAll('audio').forEach(addSound));
};
for (const session of document.querySelectorAll('details')) {
  if (session.open) prepare(session);
  else session.addEventListener('toggle', () => unfold(session), { once: true });
}
const goToAddress = () => {
  const session = [...document.querySelectorAll('details')].find(({ id }) => '#' + encodeURI(id).replaceAll('#', '%23') === location.hash);
  if (!session) return;
  session.open = true;
  session.scrollIntoView();
};
addEventListener('hashchange', goToAddress);
goToAddress();
`;
