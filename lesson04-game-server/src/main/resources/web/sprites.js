// The things that lie on the board, each drawn once per size and then copied: digits, stones, what is left of snakes.

const ROOM = 1.6;

export class Sprites {
  #made = new Map();
  #for = '';

  /** A square picture `ROOM` cells wide, in device pixels. */
  get(kind, cell, theme) {
    const wanted = `${cell}/${theme.version}`;
    if (wanted !== this.#for) {
      this.#made.clear();
      this.#for = wanted;
    }
    let made = this.#made.get(kind);
    if (!made) {
      made = document.createElement('canvas');
      made.width = made.height = Math.ceil(cell * ROOM);
      const ctx = made.getContext('2d');
      ctx.translate(made.width / 2, made.height / 2);
      paint(ctx, kind, cell, theme);
      this.#made.set(kind, made);
    }
    return made;
  }
}

function paint(ctx, kind, cell, theme) {
  if (kind === '#') {
    paintStone(ctx, cell, theme);
  } else if (kind === 'x' || kind === '+') {
    paintCorpse(ctx, kind, cell, theme);
  } else {
    paintDigit(ctx, Number(kind), cell, theme);
  }
}

function paintDigit(ctx, value, cell, theme) {
  const color = theme.digit(value);
  const glow = ctx.createRadialGradient(0, 0, cell * 0.2, 0, 0, cell * 0.8);
  glow.addColorStop(0, color);
  glow.addColorStop(1, 'transparent');
  ctx.globalAlpha = theme.light ? 0.22 : 0.34;
  ctx.fillStyle = glow;
  ctx.fillRect(-cell, -cell, 2 * cell, 2 * cell);
  ctx.globalAlpha = 1;
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.arc(0, 0, cell * 0.43, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = theme.light ? '#ffffff' : '#1b1003';
  ctx.font = `800 ${Math.round(cell * 0.66)}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  const text = String(value);
  const size = ctx.measureText(text);
  // Centred by what is inked: fonts differ in how much room they leave above and below.
  ctx.fillText(text, 0, (size.actualBoundingBoxAscent - size.actualBoundingBoxDescent) / 2);
}

function paintStone(ctx, cell, theme) {
  const corners = [[-0.42, -0.16], [-0.2, -0.42], [0.22, -0.4], [0.44, -0.1], [0.38, 0.3], [0.08, 0.44], [-0.34, 0.36]];
  const shape = (dx, dy, scale) => {
    ctx.beginPath();
    corners.forEach(([x, y], i) => ctx[i ? 'lineTo' : 'moveTo'](cell * (x * scale + dx), cell * (y * scale + dy)));
    ctx.closePath();
  };
  ctx.lineJoin = 'round';
  ctx.lineWidth = cell * 0.1;
  shape(0, 0, 1);
  ctx.fillStyle = theme.stone;
  ctx.strokeStyle = theme.stone;
  ctx.fill();
  ctx.stroke();
  shape(-0.07, -0.09, 0.55);
  ctx.fillStyle = theme['stone-light'];
  ctx.fill();
}

function paintCorpse(ctx, kind, cell, theme) {
  ctx.strokeStyle = ctx.fillStyle = theme.corpse;
  ctx.lineCap = 'round';
  ctx.lineWidth = cell * 0.15;
  ctx.beginPath();
  if (kind === 'x') {
    const arm = cell * 0.27;
    ctx.arc(0, 0, cell * 0.45, 0, 2 * Math.PI);
    ctx.moveTo(-arm, -arm);
    ctx.lineTo(arm, arm);
    ctx.moveTo(arm, -arm);
    ctx.lineTo(-arm, arm);
  } else {
    ctx.arc(0, 0, cell * 0.26, 0, 2 * Math.PI);
  }
  ctx.stroke();
}
