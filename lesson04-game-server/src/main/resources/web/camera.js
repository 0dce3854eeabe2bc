// What part of the board the canvas shows: all of it where there is room, and on a small screen the part around one
// snake, so that a digit can be read and a wall be seen coming.

const SMALLEST_CELL = 13;
const LARGEST_CELL = 18;
const FRAME = 0.4;

export class Camera {
  #x = null;
  #y = null;

  /** True if the board, all of it, would be too small to play on. */
  static isClose(width, board) {
    return width / (board.width + 2 * FRAME) < SMALLEST_CELL * 0.8;
  }

  jump() {
    this.#x = null;
  }

  /**
   * The view for a canvas of that many CSS pixels. `target` is where to look, in cells, if the board has to be cut;
   * `seconds` have gone by since the last call.
   */
  view(width, height, pixelRatio, board, target, seconds) {
    if (!Camera.isClose(width, board)) {
      this.#x = null;
      const across = board.width + 2 * FRAME;
      const down = board.height + 2 * FRAME;
      const cell = Math.min(width / across, height / down) * pixelRatio;
      return {
        x: -(width * pixelRatio / cell - board.width) / 2,
        y: -(height * pixelRatio / cell - board.height) / 2,
        cell, cut: false,
      };
    }
    const fill = height / (board.height + 2 * FRAME);
    const cell = Math.floor(Math.max(SMALLEST_CELL, Math.min(fill, LARGEST_CELL)) * pixelRatio);
    const across = width * pixelRatio / cell;
    const down = height * pixelRatio / cell;
    const x = within(target.x + 0.5 - across / 2, board.width - across);
    const y = within(target.y + 0.5 - down / 2, board.height - down);
    if (this.#x === null) {
      this.#x = x;
      this.#y = y;
    } else {
      const share = 1 - Math.exp(-7 * seconds);
      this.#x += (x - this.#x) * share;
      this.#y += (y - this.#y) * share;
    }
    return { x: this.#x, y: this.#y, cell, cut: true };
  }
}

/** Not past the wall by more than its thickness; in the middle where the board is smaller than the canvas. */
function within(start, free) {
  return free < 0 ? free / 2 : Math.max(-FRAME, Math.min(free + FRAME, start));
}
