// A player's record: games, rank, what has been achieved.

import { byId, element } from './dom.js';
import * as server from './server.js';
import { ago } from './words.js';

const ACHIEVEMENTS = {
  'first-meal': 'First meal',
  'ten-points': 'Ten points',
  'fifty-points': 'Fifty points',
  'first-kill': 'First kill',
  'ten-games': 'Ten games',
};

export async function openDashboard(player) {
  const dialog = byId('dashboard');
  byId('dashboard-name').textContent = player;
  fill('Looking …', [], [], []);
  if (!dialog.open) {
    dialog.showModal();
  }
  try {
    const { stats, recent, rank, achievements } = await server.dashboard(player);
    if (byId('dashboard-name').textContent === player) {
      fill('', [['Rank', rank === null ? 'none yet' : `#${rank}`], ['Best', stats.best], ['Games', stats.games],
        ['Points in all', stats.total]], achievements, recent);
    }
  } catch (failure) {
    fill(failure.status === 404 ? 'Has not finished a game yet.' : failure.message, [], [], []);
  }
}

function fill(text, figures, achievements, recent) {
  byId('dashboard-text').textContent = text;
  byId('dashboard-stats').replaceChildren(...figures.map(([name, value]) =>
    element('div', {}, element('dt', { text: name }), element('dd', { text: String(value) }))));
  byId('dashboard-badges').replaceChildren(...achievements.map(id =>
    element('li', { text: Object.hasOwn(ACHIEVEMENTS, id) ? ACHIEVEMENTS[id] : id })));
  byId('dashboard-recent').tBodies[0].replaceChildren(...recent.map(({ room, score, endedAt }) =>
    element('tr', {}, element('td', { text: ago(endedAt) }), element('td', { text: room }),
      element('td', { text: String(score) }))));
  byId('dashboard-recent').hidden = byId('dashboard-recent-heading').hidden = recent.length === 0;
}
