// Short lines over a corner of the board that go by themselves. They are said to a screen reader elsewhere.

import { byId, element } from './dom.js';

const SHOWN_MILLIS = 4500;
const MOST = 4;

export function flash(text, color) {
  const feed = byId('feed');
  const line = element('li', { text });
  if (color) {
    line.style.borderInlineStartColor = color;
  }
  feed.append(line);
  while (feed.childElementCount > MOST) {
    feed.firstElementChild.remove();
  }
  setTimeout(() => line.remove(), SHOWN_MILLIS);
}
