// A few short tones, made and not loaded. Off until somebody wants them.

import { byId } from './dom.js';
import { remember, remembered } from './storage.js';

const TONES = {
  eaten: [[660, 0, 0.07], [990, 0.06, 0.09]],
  died: [[220, 0, 0.16], [140, 0.13, 0.28]],
  born: [[440, 0, 0.08], [554, 0.08, 0.08], [659, 0.16, 0.12]],
  won: [[523, 0, 0.12], [659, 0.12, 0.12], [784, 0.24, 0.12], [1047, 0.36, 0.3]],
};
const LOUDNESS = 0.06;

export class Sound {
  #context = null;
  #on = false;

  constructor() {
    const button = byId('sound');
    button.addEventListener('click', () => {
      this.#on = !this.#on;
      remember('sound', this.#on ? 'on' : 'off');
      this.#show();
      this.play('eaten');
    });
    this.#on = remembered('sound') === 'on';
    this.#show();
  }

  #show() {
    byId('sound').setAttribute('aria-pressed', String(this.#on));
  }

  play(name) {
    // Browsers let a page sound only once somebody has clicked there.
    if (!this.#on || !navigator.userActivation?.hasBeenActive) {
      return;
    }
    this.#context ??= new AudioContext();
    for (const [hertz, after, seconds] of TONES[name]) {
      const start = this.#context.currentTime + after;
      const tone = new OscillatorNode(this.#context, { type: 'triangle', frequency: hertz });
      const level = new GainNode(this.#context, { gain: LOUDNESS });
      level.gain.exponentialRampToValueAtTime(0.001, start + seconds);
      tone.connect(level).connect(this.#context.destination);
      tone.start(start);
      tone.stop(start + seconds);
    }
  }
}
