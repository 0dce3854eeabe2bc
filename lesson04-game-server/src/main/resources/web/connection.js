// The WebSocket to one room at a time. It comes back by itself, waits longer each time it fails, and measures how long
// a message takes to the server and back.

import { whyClosed } from './words.js';

const PING_MILLIS = 2000;
const SILENCE_MILLIS = 8000;
const CLOSE_MILLIS = 1500;
const FIRST_RETRY_MILLIS = 400;
const LONGEST_RETRY_MILLIS = 8000;

/**
 * A target is `{ room, player, spectator }`, or `{ match: true, player }`, which becomes a room when the server has
 * found an opponent. The listener is told `onState(state)`, `onMessage(message)`, `onLatency(millis)`, and is asked
 * `onRefused(target, attempt)` where the server did not let this one in: `{ target }` is tried at once instead, and
 * `{ why }` says why the same is tried again later.
 * States: `{ kind: 'connecting' | 'open' | 'seeking' }` and `{ kind: 'waiting', why, retryAt }`.
 */
export class Connection {
  #listener;
  #target = null;
  #socket = null;
  #opening = 0;
  #attempt = 0;
  #retryTimer = null;
  #pingTimer = null;
  #pingId = 0;
  #pings = new Map();
  #lastHeard = 0;

  constructor(listener) {
    this.#listener = listener;
    window.addEventListener('online', () => this.retryNow());
    document.addEventListener('visibilitychange', () => document.hidden || this.retryNow());
  }

  /** Leaves where it is and enters there. The old connection is over before the new one begins: names are unique. */
  async enter(target) {
    this.#target = target;
    this.#attempt = 0;
    const opening = ++this.#opening;
    this.#cancelRetry();
    this.#listener.onState({ kind: 'connecting' });
    await this.#leave();
    if (opening === this.#opening) {
      this.#open();
    }
  }

  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
      return true;
    }
    return false;
  }

  retryNow() {
    if (this.#retryTimer !== null) {
      this.#cancelRetry();
      this.#open();
    }
  }

  #open() {
    this.#listener.onState({ kind: 'connecting' });
    const socket = new WebSocket(this.#address());
    this.#socket = socket;
    let welcome = false;
    socket.onmessage = event => {
      this.#lastHeard = performance.now();
      const message = JSON.parse(event.data);
      if (message.type === 'welcome') {
        welcome = true;
        this.#attempt = 0;
        this.#target = { room: message.room, player: message.you, spectator: message.spectator };
        this.#startPings();
        this.#listener.onState({ kind: 'open' });
      } else if (message.type === 'waiting') {
        this.#listener.onState({ kind: 'seeking' });
      } else if (message.type === 'pong') {
        this.#heardPong(message.id);
        return;
      }
      this.#listener.onMessage(message);
    };
    socket.onclose = event => this.#closed(socket, welcome, event);
  }

  async #closed(socket, welcome, { code, reason }) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    this.#stopPings();
    const opening = this.#opening;
    let why = whyClosed(code, reason);
    if (!welcome) {
      // A browser does not tell a page why a WebSocket was refused.
      const refused = await this.#listener.onRefused(this.#target, this.#attempt);
      if (opening !== this.#opening) {
        return;
      }
      if (refused.target) {
        this.#target = refused.target;
        this.#attempt++;
        this.#open();
        return;
      }
      why = code === 1006 ? refused.why : why;
    }
    const longest = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** this.#attempt++);
    // Not all at the same moment, when a server comes back and a thousand pages have waited for it.
    const millis = longest * (0.7 + 0.3 * Math.random());
    this.#retryTimer = setTimeout(() => this.retryNow(), millis);
    this.#listener.onState({ kind: 'waiting', why, retryAt: performance.now() + millis });
  }

  #leave() {
    const socket = this.#socket;
    this.#socket = null;
    this.#stopPings();
    if (!socket || socket.readyState === WebSocket.CLOSED) {
      return Promise.resolve();
    }
    return new Promise(resolve => {
      const enough = setTimeout(resolve, CLOSE_MILLIS);
      socket.onmessage = null;
      socket.onclose = () => {
        clearTimeout(enough);
        resolve();
      };
      socket.close(1000, 'left the room');
    });
  }

  #address() {
    const { match, room, player, spectator } = this.#target;
    const base = (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host;
    return match ? `${base}/ws/match/${encodeURIComponent(player)}`
      : `${base}/ws/game/${encodeURIComponent(room)}/${encodeURIComponent(player)}${spectator ? '?spectate=true' : ''}`;
  }

  #startPings() {
    this.#stopPings();
    const ping = () => {
      // Looked at before the next ping, so that a tab that slept does not take its own sleep for the server's.
      if (this.#pings.size > 0 && performance.now() - this.#lastHeard > SILENCE_MILLIS) {
        this.#giveUp();
        return;
      }
      this.#pings.set(++this.#pingId, performance.now());
      this.send({ type: 'ping', id: this.#pingId });
    };
    this.#pingTimer = setInterval(ping, PING_MILLIS);
    ping();
  }

  #stopPings() {
    clearInterval(this.#pingTimer);
    this.#pings.clear();
  }

  #heardPong(id) {
    const sent = this.#pings.get(id);
    this.#pings.delete(id);
    if (sent !== undefined) {
      this.#listener.onLatency(performance.now() - sent);
    }
  }

  /** Closing takes until the other side answers, which it does not: the page goes on without waiting for that. */
  #giveUp() {
    const socket = this.#socket;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    this.#closed(socket, true, { code: 1006, reason: '' });
  }

  #cancelRetry() {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
  }
}
