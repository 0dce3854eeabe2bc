// The board on the page: a canvas as large and as sharp as its place allows, drawn once for every frame of the screen
// in which something moves.

import { Camera } from './camera.js';
import { Effects } from './effects.js';
import { Painter } from './painter.js';

const IDLE_MILLIS = 120;
const STAY_MILLIS = 1500;

export class Board {
  picture = null;
  tickMillis = 100;
  names = new Map();
  mine = null;
  effects = new Effects();
  #canvas;
  #theme;
  #painter;
  #camera = new Camera();
  #lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
  #width = 0;
  #height = 0;
  #ratio = 1;
  #last = performance.now();
  #drawn = 0;
  #follow = null;
  #seen = null;
  #seenAt = 0;

  constructor(canvas, theme) {
    this.#canvas = canvas;
    this.#theme = theme;
    this.#painter = new Painter(canvas, theme);
    new ResizeObserver(entries => this.#resize(entries[0])).observe(canvas.parentElement);
    requestAnimationFrame(now => this.#frame(now));
  }

  show(picture, tickMillis) {
    this.picture = picture;
    this.tickMillis = tickMillis;
    this.effects.clear();
    this.#camera.jump();
    this.#follow = this.#seen = null;
  }

  /** Something to see has happened in the picture that is shown. */
  happened(happening, isMine) {
    if (!this.#lessMotion.matches && !document.hidden) {
      this.effects[happening.kind](happening, isMine);
    }
  }

  celebrate() {
    if (!this.#lessMotion.matches && this.picture) {
      this.effects.won(this.picture.width);
    }
  }

  #resize({ contentRect }) {
    this.#ratio = Math.min(3, window.devicePixelRatio || 1);
    this.#width = contentRect.width;
    this.#height = contentRect.height;
    this.#canvas.width = Math.round(this.#width * this.#ratio);
    this.#canvas.height = Math.round(this.#height * this.#ratio);
    this.#camera.jump();
    // Sizing a canvas empties it.
    this.#draw(performance.now(), 0);
  }

  #frame(now) {
    requestAnimationFrame(next => this.#frame(next));
    if (!this.picture) {
      return;
    }
    const seconds = Math.min(0.25, Math.max(0, (now - this.#last) / 1000));
    this.#last = now;
    const still = this.#lessMotion.matches;
    if (still) {
      this.picture.settle();
    }
    const moving = this.picture.advance(seconds * 1000 / this.tickMillis);
    const lively = moving || this.effects.active || this.picture.changed;
    this.effects.advance(seconds);
    // With nothing on its way, what breathes can do so more slowly.
    if (lively || (!still && now - this.#drawn > IDLE_MILLIS)) {
      this.#draw(now, seconds);
    }
  }

  #draw(now, seconds) {
    if (!this.picture || this.#width === 0) {
      return;
    }
    this.#drawn = now;
    this.picture.changed = false;
    const target = this.#target(now);
    const view = this.#camera.view(this.#width, this.#height, this.#ratio, this.picture, target, seconds);
    this.#painter.draw(this.picture, view, { names: this.names, mine: this.mine, effects: this.effects, now,
      still: this.#lessMotion.matches, pixelRatio: this.#ratio });
    if (view.cut) {
      this.#painter.drawMap(this.picture, view, target, this.mine, this.#ratio);
    }
  }

  /** Who is in the middle of a small screen: oneself, else the one who was, else the longest. */
  #target(now) {
    const tracks = this.picture.tracks;
    let track = tracks.get(this.mine) ?? tracks.get(this.#follow);
    if (!track && this.#seen && now - this.#seenAt < STAY_MILLIS) {
      return this.#seen; // where it died
    }
    if (!track) {
      for (const candidate of tracks.values()) {
        if (!track || candidate.path.length > track.path.length) {
          track = candidate;
        }
      }
    }
    this.#follow = track?.color ?? null;
    this.#seen = track ? track.line()[0] : { x: this.picture.width / 2, y: this.picture.height / 2 };
    this.#seenAt = now;
    return this.#seen;
  }
}
