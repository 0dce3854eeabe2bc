// Draws a picture on the canvas: ground, what lies there, snakes, names.

import { isCorpse, isDigit } from './picture.js';
import { Sprites } from './sprites.js';

const FADE_MILLIS = 1400;
const BIRTH_MILLIS = 250;
/** Over so many cells a snake gets thinner towards its end, in that many steps. */
const TAPER = 1.8;
const TAPER_STEPS = 5;

export class Painter {
  #ctx;
  #sprites = new Sprites();
  #ground = null;
  #groundFor = '';

  constructor(canvas, theme) {
    this.#ctx = canvas.getContext('2d', { alpha: false });
    this.canvas = canvas;
    this.theme = theme;
  }

  /**
   * `view` says what part of the board is seen: `{ x, y, cell }`, the board's position in the upper left corner of the
   * canvas in cells, and the size of a cell in device pixels. `names` are the living by colour, `mine` is one's own.
   */
  draw(picture, view, { names, mine, effects, now, still, pixelRatio }) {
    const ctx = this.#ctx;
    const { cell } = view;
    const shaken = effects.shaken();
    const at = (x, y) => ({ x: (x - view.x + 0.5 + shaken.x) * cell, y: (y - view.y + 0.5 + shaken.y) * cell });
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = this.theme.wall;
    ctx.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const corner = at(-0.5, -0.5);
    ctx.drawImage(this.#groundOf(picture, cell), Math.round(corner.x), Math.round(corner.y));
    this.#drawThings(picture, at, cell, now, still);
    const tracks = [...picture.tracks.values()].sort((a, b) => (a.color === mine) - (b.color === mine));
    for (const track of tracks) {
      this.#drawSnake(track, at, cell, track.color === mine, still ? Infinity : now);
    }
    effects.draw(ctx, at, cell, this.theme);
    for (const track of tracks) {
      this.#drawName(names.get(track.color), track, at, cell, track.color === mine, pixelRatio);
    }
  }

  #groundOf(picture, cell) {
    const wanted = `${cell}/${this.theme.version}/${picture.width}x${picture.height}`;
    if (wanted !== this.#groundFor) {
      this.#groundFor = wanted;
      this.#ground = document.createElement('canvas');
      this.#ground.width = Math.round(picture.width * cell);
      this.#ground.height = Math.round(picture.height * cell);
      const ctx = this.#ground.getContext('2d');
      ctx.fillStyle = this.theme.board;
      ctx.fillRect(0, 0, this.#ground.width, this.#ground.height);
      ctx.fillStyle = this.theme.grid;
      for (let y = 0; y < picture.height; y++) {
        for (let x = y % 2; x < picture.width; x += 2) {
          ctx.fillRect(Math.round(x * cell), Math.round(y * cell), Math.round(cell), Math.round(cell));
        }
      }
    }
    return this.#ground;
  }

  #drawThings(picture, at, cell, now, still) {
    const ctx = this.#ctx;
    for (let i = 0; i < picture.glyphs.length; i++) {
      const glyph = picture.glyphs[i];
      if (glyph !== '#' && !isDigit(glyph) && !isCorpse(glyph)) {
        continue;
      }
      const x = i % picture.width;
      const p = at(x, (i - x) / picture.width);
      const sprite = this.#sprites.get(glyph, cell, this.theme);
      let scale = 1;
      if (isDigit(glyph) && !still) {
        scale = 1 + 0.05 * Math.sin(now / 260 + i);
      } else if (isCorpse(glyph)) {
        this.#drawTint(picture.tints.get(i), p, cell, still ? Infinity : now);
      }
      const side = sprite.width * scale;
      ctx.drawImage(sprite, p.x - side / 2, p.y - side / 2, side, side);
    }
  }

  #drawTint(tint, p, cell, now) {
    const left = tint ? 1 - (now - tint.since) / FADE_MILLIS : 0;
    if (left > 0) {
      this.#ctx.globalAlpha = 0.75 * left;
      this.#ctx.fillStyle = this.theme.snake(tint.color);
      this.#ctx.beginPath();
      this.#ctx.arc(p.x, p.y, cell * 0.42, 0, 2 * Math.PI);
      this.#ctx.fill();
      this.#ctx.globalAlpha = 1;
    }
  }

  #drawSnake(track, at, cell, isMine, now) {
    const ctx = this.#ctx;
    const color = this.theme.snake(track.color);
    const points = track.line().map(({ x, y }) => at(x, y));
    ctx.lineJoin = ctx.lineCap = 'round';
    ctx.globalAlpha = Math.max(0.15, Math.min(1, (now - track.bornAt) / BIRTH_MILLIS));
    if (isMine) {
      this.#stroke(points, cell * 1.16, this.theme.halo);
    }
    this.#stroke(points, cell * 0.94, this.theme.board);
    const thin = cell * TAPER;
    this.#stroke(withoutEnd(points, thin), cell * 0.76, color);
    for (let step = TAPER_STEPS; step >= 1; step--) {
      const width = 0.35 + 0.65 * step / TAPER_STEPS;
      this.#stroke(withoutEnd(points, thin * (1 - step / TAPER_STEPS)), cell * 0.76 * width, color);
    }
    ctx.globalAlpha *= 0.28;
    this.#stroke(withoutEnd(points, thin), cell * 0.24, '#ffffff');
    ctx.globalAlpha = 1;
    this.#drawHead(track, points[0], cell, color, isMine);
  }

  /** Through the middles between cells, so that corners are round. */
  #stroke(points, width, color) {
    const ctx = this.#ctx;
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(points[0].x, points[0].y);
    for (let i = 1; i < points.length - 1; i++) {
      const corner = points[i];
      const next = points[i + 1];
      ctx.quadraticCurveTo(corner.x, corner.y, (corner.x + next.x) / 2, (corner.y + next.y) / 2);
    }
    const end = points.at(-1);
    ctx.lineTo(end.x, end.y);
    ctx.stroke();
  }

  #drawHead(track, p, cell, color, isMine) {
    const ctx = this.#ctx;
    const { x: dx, y: dy } = track.heading();
    const disc = (x, y, radius, fill) => {
      ctx.fillStyle = fill;
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fill();
    };
    disc(p.x, p.y, cell * 0.5, color);
    if (isMine) {
      ctx.strokeStyle = this.theme.halo;
      ctx.lineWidth = Math.max(1, cell * 0.09);
      ctx.stroke();
    }
    for (const side of [-1, 1]) {
      const x = p.x + (dx * 0.14 - dy * 0.22 * side) * cell;
      const y = p.y + (dy * 0.14 + dx * 0.22 * side) * cell;
      disc(x, y, cell * 0.17, '#ffffff');
      disc(x + dx * cell * 0.06, y + dy * cell * 0.06, cell * 0.09, '#0b1020');
    }
  }

  #drawName(name, track, at, cell, isMine, pixelRatio) {
    if (!name) {
      return;
    }
    const ctx = this.#ctx;
    const head = track.line()[0];
    const size = Math.max(10.5 * pixelRatio, Math.min(13 * pixelRatio, cell * 0.7));
    ctx.font = `${isMine ? 800 : 600} ${size}px system-ui, sans-serif`;
    const text = isMine ? 'you' : name;
    const half = ctx.measureText(text).width / 2;
    const p = at(head.x, head.y);
    // Beside the wall there is no room above, or none to the side.
    const x = Math.max(half + 3, Math.min(this.canvas.width - half - 3, p.x));
    const y = p.y - cell * 1.05 > size ? p.y - cell * 1.05 : p.y + cell * 1.15;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3 * pixelRatio;
    ctx.globalAlpha = isMine ? 1 : 0.85;
    ctx.strokeStyle = this.theme.board;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = isMine ? this.theme.halo : this.theme.label;
    ctx.fillText(text, x, y);
    ctx.globalAlpha = 1;
  }

  /** The whole board, small, in a lower corner, where only a part of it is seen: in the one away from `target`. */
  drawMap(picture, view, target, mine, pixelRatio) {
    const ctx = this.#ctx;
    const dot = Math.max(1, Math.round(2 * pixelRatio));
    const isRight = (target.x - view.x) * view.cell > this.canvas.width / 2;
    const left = isRight ? 6 * pixelRatio : this.canvas.width - picture.width * dot - 6 * pixelRatio;
    const top = this.canvas.height - picture.height * dot - 6 * pixelRatio;
    ctx.globalAlpha = 0.82;
    ctx.fillStyle = this.theme.wall;
    ctx.fillRect(left - 2, top - 2, picture.width * dot + 4, picture.height * dot + 4);
    for (let i = 0; i < picture.glyphs.length; i++) {
      const glyph = picture.glyphs[i];
      if (glyph !== ' ') {
        const x = i % picture.width;
        ctx.fillStyle = this.#mapColor(glyph, picture.colors[i], mine);
        ctx.fillRect(left + x * dot, top + ((i - x) / picture.width) * dot, dot, dot);
      }
    }
    ctx.strokeStyle = this.theme.label;
    ctx.lineWidth = Math.max(1, pixelRatio * 0.75);
    ctx.strokeRect(left + Math.max(0, view.x) * dot, top + Math.max(0, view.y) * dot,
      Math.min(picture.width, this.canvas.width / view.cell) * dot,
      Math.min(picture.height, this.canvas.height / view.cell) * dot);
    ctx.globalAlpha = 1;
  }

  #mapColor(glyph, color, mine) {
    if (color === mine) {
      return this.theme.halo;
    }
    return isDigit(glyph) ? this.theme.digit(Number(glyph)) : color ? this.theme.snake(color) : this.theme.stone;
  }
}

/** A line that is shorter by a length, taken off its end; at least its first point stays. */
function withoutEnd(points, length) {
  const kept = [...points];
  while (kept.length > 1) {
    const end = kept.pop();
    const before = kept.at(-1);
    const far = Math.hypot(end.x - before.x, end.y - before.y);
    if (far > length) {
      const share = length / far;
      kept.push({ x: end.x + (before.x - end.x) * share, y: end.y + (before.y - end.y) * share });
      return kept;
    }
    length -= far;
  }
  return kept;
}
