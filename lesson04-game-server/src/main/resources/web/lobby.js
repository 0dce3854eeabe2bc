// The rooms, and the ways into them.

import { byId, element, say, showList } from './dom.js';
import { problemOfRoom } from './names.js';
import * as server from './server.js';
import { count } from './words.js';

const LOOK_MILLIS = 3000;
const MOST_BOTS = 16;

export class Lobby {
  rooms = [];
  #room = 'lobby';
  #onEnter;
  #onRooms;

  constructor({ onEnter, onRooms }) {
    this.#onEnter = onEnter;
    this.#onRooms = onRooms;
    byId('new-room').addEventListener('submit', event => this.#open(event));
    setInterval(() => document.hidden || this.look(), LOOK_MILLIS);
    document.addEventListener('visibilitychange', () => document.hidden || this.look());
  }

  isIn(room) {
    this.#room = room;
    this.look();
  }

  /** True if somebody plays under this name in that room, as far as is known. */
  async isTaken(room, player) {
    await this.look();
    return this.rooms.some(({ name, players }) => name === room && players.includes(player));
  }

  /** Asks for the rooms and shows them. False if the server did not answer. */
  async look() {
    if (document.body.dataset.connection === 'waiting') {
      return false; // the connection is being tried already, and says so
    }
    try {
      this.rooms = await server.rooms();
    } catch {
      return false;
    }
    this.#show();
    this.#onRooms(this.rooms.find(({ name }) => name === this.#room));
    return true;
  }

  #show() {
    const busy = ({ name, players, bots }) => (name === 'lobby') * 1000 + players.length * 20 + bots.length;
    const sorted = [...this.rooms].sort((a, b) => busy(b) - busy(a) || (a.name < b.name ? -1 : 1));
    showList(byId('rooms'), sorted, ({ name }) => name, ({ name }) => element('li', {},
      element('button', { type: 'button', class: 'name', onclick: () => this.#onEnter(name) },
        element('b', { text: name }), element('span', { class: 'about' }))),
    (row, { name, players, spectators, bots }) => {
      const here = name === this.#room;
      row.classList.toggle('me', here);
      row.firstElementChild.setAttribute('aria-current', String(here));
      const parts = [[players.length, 'player'], [bots.length, 'bot'], [spectators, 'spectator']]
        .filter(([number]) => number > 0).map(([number, what]) => count(number, what));
      say(row.querySelector('.about'), (here ? 'you are here · ' : '') + (parts.join(', ') || 'nobody yet'));
    });
    const bots = sorted.find(({ name }) => name === this.#room)?.bots.length ?? 0;
    byId('add-bot').disabled = bots >= MOST_BOTS;
  }

  async #open(event) {
    event.preventDefault();
    const input = byId('new-room-name');
    const name = input.value.trim().toLowerCase();
    const problem = problemOfRoom(name);
    input.setAttribute('aria-invalid', String(problem !== ''));
    say(byId('new-room-problem'), problem);
    if (problem) {
      return;
    }
    try {
      if (!this.rooms.some(room => room.name === name)) {
        await server.openRoom(name);
      }
    } catch (failure) {
      if (failure.status !== 409) {
        say(byId('new-room-problem'), failure.message);
        return;
      }
      // Somebody was quicker: then it is there, which is what was wanted.
    }
    input.value = '';
    this.#onEnter(name);
  }
}
