// The colours of the board, as the style sheet has them: light or dark, as the system says.

const PLAIN = ['board', 'grid', 'wall', 'stone', 'stone-light', 'corpse', 'ink', 'halo', 'label'];
const NAMED_COLORS = 6;

export class Theme {
  version = 0;

  constructor() {
    for (const query of ['(prefers-color-scheme: light)', '(prefers-contrast: more)']) {
      matchMedia(query).addEventListener('change', () => this.#read());
    }
    this.#read();
  }

  #read() {
    const style = getComputedStyle(document.documentElement);
    for (const name of PLAIN) {
      this[name] = style.getPropertyValue('--' + name).trim();
    }
    this.light = matchMedia('(prefers-color-scheme: light)').matches;
    this.snakes = Array.from({ length: NAMED_COLORS }, (_, i) => style.getPropertyValue(`--snake-${i + 1}`).trim());
    this.version++;
  }

  /** The colour of a snake: six that were chosen, and from the seventh on hues that lie far apart. */
  snake(color) {
    if (color >= 1 && color <= NAMED_COLORS) {
      return this.snakes[color - 1];
    }
    return color === 0 ? this.corpse : `hsl(${(color * 137.5) % 360} 70% ${this.light ? 42 : 66}%)`;
  }

  /** The colour of a digit: the more it is worth, the hotter. */
  digit(value) {
    const hue = 52 - (value - 1) * 7.5;
    return `hsl(${(hue + 360) % 360} ${this.light ? 85 : 95}% ${this.light ? 46 : 62}%)`;
  }
}
