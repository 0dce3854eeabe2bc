// Who is in the room: every snake with its colour and score, and who only looks on.

import { byId, element, say, showList } from './dom.js';
import { isBot } from './names.js';
import { count } from './words.js';

export class Roster {
  /** By name: `{ player, color, alive, score }`; colour 0 is somebody without a snake so far. */
  #people = new Map();
  /** The living by colour. */
  names = new Map();
  you = null;
  #room = null;
  #theme;
  #onOpen;
  #onRemoveBot;

  constructor(theme, { onOpen, onRemoveBot }) {
    this.#theme = theme;
    this.#onOpen = onOpen;
    this.#onRemoveBot = onRemoveBot;
  }

  welcome(you) {
    this.you = you;
    this.#people.clear();
    this.names.clear();
    this.#room = null;
    this.#show();
  }

  snapshot(snakes) {
    this.names.clear();
    for (const person of this.#people.values()) {
      person.alive = false;
      person.color = 0; // not on this board: it may be another, of a tournament's match
    }
    for (const { player, color, alive, score } of snakes) {
      this.#people.set(player, { player, color, alive, score });
      if (alive) {
        this.names.set(color, player);
      }
    }
    this.#show();
  }

  joined(player, color) {
    this.#people.set(player, { player, color, alive: true, score: 0 });
    this.names.set(color, player);
    this.#show();
  }

  scored(player, score) {
    const person = this.#people.get(player);
    if (person) {
      person.score = score;
      this.#show();
    }
  }

  died(player, score) {
    const person = this.#people.get(player);
    if (person) {
      person.alive = false;
      person.score = score;
      this.names.delete(person.color);
      this.#show();
    }
  }

  left(player) {
    this.#people.delete(player);
    this.#show();
  }

  /** What the list of rooms says about this one: it knows those who were here before and have no snake. */
  roomIs(room) {
    this.#room = room;
    const present = new Set([...room.players, ...room.bots]);
    for (const player of room.players) {
      if (!this.#people.has(player)) {
        this.#people.set(player, { player, color: 0, alive: false, score: 0 });
      }
    }
    for (const [player, { alive }] of this.#people) {
      if (!alive && !present.has(player)) {
        this.#people.delete(player);
      }
    }
    this.#show();
  }

  colorOf(player) {
    return this.#people.get(player)?.color ?? 0;
  }

  get mine() {
    const me = this.#people.get(this.you);
    return me?.alive ? me : null;
  }

  #show() {
    const people = [...this.#people.values()]
      .sort((a, b) => b.alive - a.alive || b.score - a.score || (a.player < b.player ? -1 : 1));
    showList(byId('roster'), people, ({ player }) => player, () => this.#row(),
      (row, person) => this.#fill(row, person));
    byId('roster-empty').hidden = people.length > 0;
    const watching = this.#room?.spectators ?? 0;
    say(byId('roster-more'), watching > 0 ? `${count(watching, 'spectator')}` : '');
  }

  #row() {
    const name = element('button', { type: 'button', class: 'name', onclick: event => {
      this.#onOpen(event.currentTarget.closest('li').dataset.key);
    } });
    const remove = element('button', { type: 'button', class: 'remove', text: '×', onclick: event => {
      this.#onRemoveBot(event.currentTarget.closest('li').dataset.key);
    } });
    return element('li', {}, element('span', { class: 'swatch', 'aria-hidden': 'true' }), name,
      element('span', { class: 'tag' }), element('span', { class: 'number' }), remove);
  }

  #fill(row, { player, color, alive, score }) {
    const [swatch, name, tag, number, remove] = row.children;
    const isMe = player === this.you;
    row.className = (alive ? 'alive' : 'dead') + (isMe ? ' me' : '');
    swatch.style.backgroundColor = color ? this.#theme.snake(color) : 'transparent';
    say(name, player);
    say(tag, isMe ? 'you' : alive || color === 0 ? '' : 'dead');
    say(number, color === 0 ? '' : String(score));
    remove.hidden = !this.#room?.bots.includes(player);
    if (isBot(player)) {
      remove.setAttribute('aria-label', `Remove ${player}`);
      remove.title = `Remove ${player}`;
    }
  }
}
