// How the connection is: a dot and a few words above, and over the board whatever keeps one from playing.

import { announce } from './announcer.js';
import { byId, say } from './dom.js';

const TEXTS = { connecting: 'Connecting', open: 'Connected', seeking: 'Looking for an opponent' };

export class Link {
  #kind = 'connecting';
  #timer = null;
  #wasLost = false;
  #smooth = null;

  constructor(retryNow) {
    byId('retry').addEventListener('click', retryNow);
  }

  show(state) {
    clearInterval(this.#timer);
    this.#kind = state.kind;
    if (state.kind === 'waiting') {
      this.#smooth = null;
      if (!this.#wasLost) {
        announce(`${state.why} Trying again`);
      }
      this.#wasLost = true;
      const tell = () => {
        const seconds = Math.max(0, Math.ceil((state.retryAt - performance.now()) / 1000));
        say(byId('link-text'), `Reconnecting in ${seconds} s`);
        say(byId('trouble-text'), `${state.why} Next try in ${seconds} s.`);
      };
      tell();
      this.#timer = setInterval(tell, 250);
    } else {
      say(byId('link-text'), this.#wasLost && state.kind === 'connecting' ? 'Reconnecting' : TEXTS[state.kind]);
    }
    // While it is being tried again the message stays: it would flicker otherwise.
    byId('trouble').hidden = !(state.kind === 'waiting' || (state.kind === 'connecting' && this.#wasLost));
    if (state.kind === 'open' || state.kind === 'seeking') {
      if (this.#wasLost) {
        announce('Connected again');
      }
      this.#wasLost = false;
    }
  }

  latency(millis) {
    this.#smooth = this.#smooth === null ? millis : 0.6 * this.#smooth + 0.4 * millis;
    if (this.#kind === 'open') {
      const shown = this.#smooth < 10 ? this.#smooth.toFixed(1) : Math.round(this.#smooth);
      say(byId('link-text'), `Connected · ${shown} ms`);
    }
  }
}
