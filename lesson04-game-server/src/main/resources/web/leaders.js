// The best games ever played here, and what the server is doing: two streams that the server keeps sending.

import { byId, element, say, showList } from './dom.js';
import { follow } from './stream.js';
import { count } from './words.js';

export function showLeaders(you, onOpen) {
  follow('/stream/leaderboard', ({ leaders }) => {
    showList(byId('leaders'), leaders, ({ player }) => player,
      ({ player }) => element('li', {},
        element('button', { type: 'button', class: 'name', text: player, onclick: () => onOpen(player) }),
        element('span', { class: 'number' })),
      (row, { player, score }) => {
        row.classList.toggle('me', player === you());
        say(row.lastElementChild, String(score));
      });
    byId('leaders-empty').hidden = leaders.length > 0;
  });
}

export function showStats() {
  follow('/stream/stats', ({ players, spectators, bots, rooms, messagesPerSecond, tickMillisP99 }) => {
    const parts = [count(players, 'player'), count(spectators, 'spectator'), count(bots, 'bot'), count(rooms, 'room'),
      `${count(Math.round(messagesPerSecond), 'message')} a second`];
    if (Number.isFinite(tickMillisP99)) {
      parts.push(`99 of 100 ticks within ${Math.round(tickMillisP99 * 10) / 10} ms`);
    }
    say(byId('stats'), parts.join(' · ') + ', all on one thread.');
  });
}
