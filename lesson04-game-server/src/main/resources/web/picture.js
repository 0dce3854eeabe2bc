// What is on the board. Frames say which cells have changed, and no more; that is enough to draw squares. To let snakes
// glide, the picture keeps each snake as a path from head to tail, told apart by colour, and how far behind the truth
// it is drawn.

import { Track, adjacent } from './track.js';

const HEAD = '%';
const TAIL = '*';

export const isDigit = glyph => glyph >= '1' && glyph <= '9';
export const isCorpse = glyph => glyph === 'x' || glyph === '+';

export class Picture {
  glyphs;
  colors;
  tracks = new Map();
  /** The colour that a corpse had, by cell, and since when it is one: it fades. */
  tints = new Map();
  tick = 0;
  changed = true;

  /** `onHappening({ kind: 'eaten' | 'died' | 'born', … })` is told what there is to see. */
  constructor(width, height, onHappening = () => {}) {
    this.width = width;
    this.height = height;
    this.onHappening = onHappening;
    this.#empty();
  }

  #empty() {
    this.glyphs = new Array(this.width * this.height).fill(' ');
    this.colors = new Array(this.width * this.height).fill(0);
    this.tracks.clear();
    this.tints.clear();
    this.changed = true;
  }

  glyphAt(x, y) {
    return this.glyphs[y * this.width + x];
  }

  isOf(cell, color) {
    const i = cell.y * this.width + cell.x;
    return this.colors[i] === color && (this.glyphs[i] === HEAD || this.glyphs[i] === '@' || this.glyphs[i] === TAIL);
  }

  /** A board from scratch: nothing glides there. */
  show(cells) {
    this.#empty();
    for (const [x, y, glyph, color] of cells) {
      this.#set(x, y, glyph, color);
    }
    for (const [x, y, glyph, color] of cells) {
      if (glyph === HEAD) {
        this.tracks.set(color, new Track(this, color, { x, y }));
      }
    }
  }

  /** The changes of one tick. */
  apply(cells, now = performance.now()) {
    this.changed = true;
    const heads = [];
    for (const [x, y, glyph, color] of cells) {
      const before = this.glyphAt(x, y);
      this.#set(x, y, glyph, color);
      this.tints.delete(y * this.width + x);
      if (glyph === HEAD) {
        heads.push({ x, y, color, before });
      }
    }
    const moved = new Set();
    for (const { x, y, color, before } of heads) {
      const track = this.tracks.get(color);
      if (track && adjacent(track.head, { x, y })) {
        track.move({ x, y });
        moved.add(color);
        if (isDigit(before)) {
          this.onHappening({ kind: 'eaten', x, y, color, digit: Number(before) });
        }
      } else {
        this.#ended(track, now);
        this.tracks.set(color, new Track(this, color, { x, y }, now));
        moved.add(color);
        this.onHappening({ kind: 'born', x, y, color });
      }
    }
    for (const track of [...this.tracks.values()]) {
      if (!this.isOf(track.head, track.color) || this.glyphAt(track.head.x, track.head.y) !== HEAD) {
        this.tracks.delete(track.color);
        this.#ended(track, now);
      } else if (moved.has(track.color)) {
        track.trim(this);
      }
    }
  }

  #ended(track, now) {
    if (!track || !isCorpse(this.glyphAt(track.head.x, track.head.y))) {
      return;
    }
    for (const { x, y } of track.path) {
      const i = y * this.width + x;
      if (isCorpse(this.glyphs[i])) {
        this.tints.set(i, { color: track.color, since: now });
      }
    }
    this.onHappening({ kind: 'died', x: track.head.x, y: track.head.y, color: track.color, path: track.path });
  }

  #set(x, y, glyph, color) {
    if (x >= 0 && y >= 0 && x < this.width && y < this.height) {
      this.glyphs[y * this.width + x] = glyph;
      this.colors[y * this.width + x] = color;
    }
  }

  /** Lets time go by: what glides comes closer to where it is. True while anything still moves. */
  advance(ticks) {
    let moving = false;
    for (const track of this.tracks.values()) {
      moving = track.advance(ticks) || moving;
    }
    return moving;
  }

  /** Nothing glides any more: for who prefers less motion. */
  settle() {
    for (const track of this.tracks.values()) {
      track.settle();
    }
  }
}
