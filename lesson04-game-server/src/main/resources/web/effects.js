// Small things that fly when something happens. They are decoration: the game is the same without, and who prefers less
// motion gets none.

const MOST = 400;

export class Effects {
  #bits = [];
  #rings = [];
  #words = [];
  #shake = 0;

  get active() {
    return this.#bits.length + this.#rings.length + this.#words.length > 0 || this.#shake > 0;
  }

  clear() {
    this.#bits = [];
    this.#rings = [];
    this.#words = [];
    this.#shake = 0;
  }

  eaten({ x, y, color, digit }, mine) {
    this.#burst(x, y, color, 6 + digit, 3.2);
    if (mine) {
      this.#rings.push({ x, y, color, age: 0, life: 0.35, from: 0.4, to: 1.5 });
      this.#words.push({ x, y: y - 0.4, text: `+${digit}`, color, age: 0, life: 0.9 });
    }
  }

  died({ x, y, color, path }, mine) {
    this.#burst(x, y, color, mine ? 46 : 26, 7);
    path.forEach((cell, i) => i % 2 === 0 && this.#burst(cell.x, cell.y, color, 2, 2));
    this.#rings.push({ x, y, color, age: 0, life: 0.6, from: 0.5, to: mine ? 5 : 2.6 });
    if (mine) {
      this.#shake = 0.35;
    }
  }

  born({ x, y, color }, mine) {
    // Closing in on the head: this is where you are.
    this.#rings.push({ x, y, color, age: 0, life: mine ? 0.9 : 0.5, from: mine ? 7 : 2, to: 0.7 });
    if (mine) {
      this.#rings.push({ x, y, color, age: -0.25, life: 0.9, from: 7, to: 0.7 });
    }
  }

  won(width) {
    for (let i = 0; i < 9; i++) {
      this.#burst(width * (0.1 + 0.1 * i), 3 + 3 * Math.random(), 1 + (i % 6), 18, 9);
    }
  }

  #burst(x, y, color, count, speed) {
    for (let i = 0; i < count && this.#bits.length < MOST; i++) {
      const angle = Math.random() * 2 * Math.PI;
      const fast = speed * (0.3 + 0.7 * Math.random());
      this.#bits.push({ x, y, vx: Math.cos(angle) * fast, vy: Math.sin(angle) * fast, color, age: 0,
        life: 0.35 + 0.5 * Math.random(), size: 0.1 + 0.16 * Math.random() });
    }
  }

  advance(seconds) {
    const grow = thing => {
      thing.age += seconds;
      return thing.age < thing.life;
    };
    this.#bits = this.#bits.filter(grow);
    this.#rings = this.#rings.filter(grow);
    this.#words = this.#words.filter(grow);
    this.#shake = Math.max(0, this.#shake - seconds);
    const slower = Math.exp(-3.5 * seconds);
    for (const bit of this.#bits) {
      bit.x += bit.vx * seconds;
      bit.y += bit.vy * seconds;
      bit.vx *= slower;
      bit.vy *= slower;
    }
  }

  /** How far the board is off its place, in cells. */
  shaken() {
    const far = this.#shake * 0.7;
    return { x: (Math.random() - 0.5) * far, y: (Math.random() - 0.5) * far };
  }

  draw(ctx, at, cell, theme) {
    for (const { x, y, color, age, life, size } of this.#bits) {
      const left = 1 - age / life;
      const side = size * cell * (0.4 + 0.6 * left);
      const p = at(x, y);
      ctx.globalAlpha = left;
      ctx.fillStyle = theme.snake(color);
      ctx.fillRect(p.x - side / 2, p.y - side / 2, side, side);
    }
    for (const { x, y, color, age, life, from, to } of this.#rings) {
      if (age < 0) {
        continue;
      }
      const share = 1 - (1 - age / life) ** 2;
      const p = at(x, y);
      ctx.globalAlpha = from > to ? 0.25 + 0.75 * share : 1 - share;
      ctx.strokeStyle = theme.snake(color);
      ctx.lineWidth = Math.max(1.5, cell * 0.14);
      ctx.beginPath();
      ctx.arc(p.x, p.y, cell * (from + (to - from) * share), 0, 2 * Math.PI);
      ctx.stroke();
    }
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const { x, y, text, color, age, life } of this.#words) {
      const p = at(x, y - 1.6 * (age / life));
      ctx.globalAlpha = Math.min(1, 2 * (1 - age / life));
      ctx.font = `800 ${Math.max(12, cell * 1.05)}px system-ui, sans-serif`;
      ctx.lineWidth = 3;
      ctx.strokeStyle = theme.board;
      ctx.strokeText(text, p.x, p.y);
      ctx.fillStyle = theme.snake(color);
      ctx.fillText(text, p.x, p.y);
    }
    ctx.globalAlpha = 1;
  }
}
