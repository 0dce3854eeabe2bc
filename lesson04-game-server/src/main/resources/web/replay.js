// Replays: the list of those of the room, and playing one on the board as it happened, faster, slower, or from any
// point. To go back, the board is built again from its start: a replay is short enough for that.

import { byId, element, say, showList } from './dom.js';
import { Picture } from './picture.js';
import * as server from './server.js';
import { ago, clock } from './words.js';

export async function showReplays(room, tickMillis, onPlay) {
  let list;
  try {
    list = await server.replays(room);
  } catch (failure) {
    say(byId('replays-empty'), failure.message);
    return;
  }
  showList(byId('replays'), list, ({ id }) => id, replay => element('li', {},
    element('button', { type: 'button', class: 'name', onclick: () => onPlay(replay) },
      element('b'), element('span', { class: 'about' }))),
  (row, { startedAt, ticks, players }) => {
    say(row.querySelector('b'), ago(startedAt));
    say(row.querySelector('.about'), `${clock(ticks * tickMillis / 1000)} · ${players.join(', ')}`);
  });
  byId('replays-empty').hidden = list.length > 0;
}

export class ReplayPlayer {
  #picture = null;
  #start = { cells: [], names: [] };
  /** Who has which colour, as far as it has been played. */
  #names = new Map();
  #frames = [];
  #at = 0;
  #tickMillis = 100;
  #timer = null;
  #loading = null;
  #complete = false;
  #muted = false;
  #onShow;
  #onHappening;
  #onClose;

  /** `onShow(picture, names, tickMillis)`: there is a board to show; `onClose(why)`: no longer. */
  constructor({ onShow, onHappening, onClose }) {
    this.#onShow = onShow;
    this.#onHappening = onHappening;
    this.#onClose = onClose;
    byId('replay-toggle').addEventListener('click', () => this.#isRunning ? this.#pause() : this.#resume());
    byId('replay-seek').addEventListener('input', event => this.#seek(Number(event.target.value)));
    byId('replay-speed').addEventListener('change', () => this.#isRunning && this.#resume());
    byId('replay-close').addEventListener('click', () => this.close(''));
  }

  get isOpen() {
    return this.#loading !== null;
  }

  get #isRunning() {
    return this.#timer !== null;
  }

  async play(id, tickMillis) {
    this.#forget();
    const loading = new AbortController();
    this.#loading = loading;
    this.#tickMillis = tickMillis;
    byId('player').hidden = false;
    try {
      for await (const line of server.replay(id, loading.signal)) {
        if (loading !== this.#loading) {
          return;
        }
        this.#take(line);
      }
      this.#complete = true;
      this.#showPlace();
      if (!this.#picture) {
        this.close('This replay is empty.');
      }
    } catch (failure) {
      if (loading === this.#loading) {
        this.close(`The replay cannot be shown: ${failure.message}`);
      }
    }
  }

  close(why) {
    if (this.isOpen) {
      this.#forget();
      byId('player').hidden = true;
      this.#onClose(why);
    }
  }

  #take(line) {
    if (this.#picture) {
      this.#frames.push({ cells: line.cells ?? [], events: line.events ?? [] });
      byId('replay-seek').max = String(this.#frames.length);
      return;
    }
    this.#start = {
      cells: line.cells ?? [],
      // A long game is kept in pieces: those who live at the beginning of a later one were born in an earlier one.
      names: (line.start?.snakes ?? []).map(({ player, color }) => [color, player]),
    };
    this.#names = new Map(this.#start.names);
    this.#tickMillis = line.tickMillis ?? this.#tickMillis;
    this.#picture = new Picture(line.width, line.height, happening => this.#muted || this.#onHappening(happening));
    this.#picture.show(this.#start.cells);
    this.#onShow(this.#picture, this.#names, this.#tickMillis);
    this.#resume();
  }

  #forget() {
    this.#loading?.abort();
    this.#loading = null;
    this.#picture = null;
    this.#frames = [];
    this.#names = new Map();
    this.#at = 0;
    this.#complete = false;
    this.#stopTimer();
    byId('replay-seek').max = byId('replay-seek').value = '0';
  }

  #step() {
    if (this.#at < this.#frames.length) {
      this.#apply();
    } else if (this.#complete) {
      this.#pause();
    }
    this.#showPlace();
  }

  #apply() {
    const { cells, events } = this.#frames[this.#at++];
    for (const { type, player, color } of events) {
      if (type === 'joined') {
        this.#names.set(color, player);
      }
    }
    this.#picture.apply(cells);
  }

  #seek(to) {
    if (!this.#picture) {
      return;
    }
    // What happened on the way is not to fly about now, and nothing is to glide there.
    this.#muted = true;
    if (to < this.#at) {
      this.#picture.show(this.#start.cells);
      this.#names = new Map(this.#start.names);
      this.#at = 0;
    }
    while (this.#at < to) {
      this.#apply();
    }
    this.#muted = false;
    this.#picture.settle();
    this.#onShow(this.#picture, this.#names, this.#stepMillis);
    this.#showPlace();
  }

  get #stepMillis() {
    return this.#tickMillis / Number(byId('replay-speed').value);
  }

  #resume() {
    if (!this.#picture) {
      return;
    }
    if (this.#complete && this.#at >= this.#frames.length) {
      this.#seek(0);
    }
    this.#stopTimer();
    this.#timer = setInterval(() => this.#step(), this.#stepMillis);
    this.#onShow(this.#picture, this.#names, this.#stepMillis);
    say(byId('replay-toggle'), 'Pause');
  }

  #pause() {
    this.#stopTimer();
    say(byId('replay-toggle'), 'Play');
  }

  #stopTimer() {
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #showPlace() {
    byId('replay-seek').value = String(this.#at);
    const seconds = this.#at * this.#tickMillis / 1000;
    say(byId('replay-time'), `${clock(seconds)} / ${clock(this.#frames.length * this.#tickMillis / 1000)}`);
    byId('replay-seek').setAttribute('aria-valuetext', clock(seconds));
  }
}
