// One snake on the board: its cells from head to tail, and how far behind them it is drawn.

const STEPS = [[1, 0], [-1, 0], [0, 1], [0, -1]];
const KEPT_BEHIND = 3;
/** Frames come a little early or late. A snake that is drawn this much (of a tick) behind never has to stop for it. */
const RESERVE = 0.12;
const SEARCH_STEPS = 4000;

export function adjacent(a, b) {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) === 1;
}

export class Track {
  /** Cells that were the tail a moment ago, newest first: what is drawn ends between them. */
  #gone = [];
  #headLag = 0;
  #tailLag = 0;
  #headRate = 1;
  #tailRate = 1;

  constructor(picture, color, head, bornAt = -Infinity) {
    this.color = color;
    this.bornAt = bornAt;
    this.path = tracePath(picture, head, color);
  }

  get head() {
    return this.path[0];
  }

  move(head) {
    this.path.unshift(head);
    this.#headLag = Math.min(this.#headLag + 1, 2);
    // Fast enough to have only the reserve left when the next frame is due.
    this.#headRate = Math.max(0.5, this.#headLag - RESERVE);
  }

  /** Takes off the end what is no longer this snake's. */
  trim(picture) {
    const isTail = cell => picture.isOf(cell, this.color) && picture.glyphAt(cell.x, cell.y) === '*';
    let last = this.path.length - 1;
    while (last > 0 && !isTail(this.path[last])) {
      last--;
    }
    if (last === 0) {
      this.path = tracePath(picture, this.head, this.color);
      this.settle();
      return;
    }
    const dropped = this.path.splice(last + 1);
    if (dropped.length > 0) {
      this.#gone = [...dropped, ...this.#gone].slice(0, KEPT_BEHIND);
      this.#tailLag = Math.min(this.#tailLag + dropped.length, this.#gone.length);
      this.#tailRate = Math.max(0.5, this.#tailLag - RESERVE);
    }
  }

  advance(ticks) {
    const moving = this.#headLag > 0 || this.#tailLag > 0;
    this.#headLag = Math.max(0, this.#headLag - ticks * this.#headRate);
    this.#tailLag = Math.max(0, this.#tailLag - ticks * this.#tailRate);
    return moving;
  }

  settle() {
    this.#headLag = 0;
    this.#tailLag = 0;
  }

  /** The line to draw, head first, in cells. */
  line() {
    const points = [...this.path, ...this.#gone];
    const from = Math.min(this.#headLag, this.path.length - 1);
    const to = Math.max(from, Math.min(this.path.length - 1 + this.#tailLag, points.length - 1));
    const line = [between(points, from)];
    for (let i = Math.floor(from) + 1; i < to; i++) {
      line.push(points[i]);
    }
    line.push(between(points, to));
    return line;
  }

  /** Where it looks, as a unit step. */
  heading() {
    const next = this.path[1];
    return next ? { x: this.head.x - next.x, y: this.head.y - next.y } : { x: 1, y: 0 };
  }
}

function between(points, distance) {
  const i = Math.min(Math.floor(distance), points.length - 1);
  const a = points[i];
  const b = points[Math.min(i + 1, points.length - 1)];
  const share = distance - i;
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/**
 * The way from the head through all cells of one colour to the tail. Where a snake lies beside itself there may be
 * several: the search takes one that uses every cell, and if it does not find that soon, the longest it has seen.
 * A wrong guess grows out as the snake moves.
 */
function tracePath(picture, head, color) {
  let total = 0;
  for (let i = 0; i < picture.glyphs.length; i++) {
    if (picture.isOf({ x: i % picture.width, y: Math.floor(i / picture.width) }, color)) {
      total++;
    }
  }
  const path = [head];
  const used = new Set([key(picture, head)]);
  let best = [head];
  let steps = 0;

  function extend() {
    const at = path.at(-1);
    const isEnd = picture.glyphAt(at.x, at.y) === '*';
    if (path.length > best.length) {
      best = [...path];
    }
    if (isEnd || ++steps > SEARCH_STEPS) {
      return isEnd && path.length === total;
    }
    for (const [dx, dy] of STEPS) {
      const next = { x: at.x + dx, y: at.y + dy };
      const inside = next.x >= 0 && next.y >= 0 && next.x < picture.width && next.y < picture.height;
      if (inside && !used.has(key(picture, next)) && picture.isOf(next, color)) {
        path.push(next);
        used.add(key(picture, next));
        if (extend()) {
          return true;
        }
        path.pop();
        used.delete(key(picture, next));
      }
    }
    return false;
  }

  return extend() ? path : best;
}

function key(picture, { x, y }) {
  return y * picture.width + x;
}
