// What a screen reader says that is to be seen only on the board: your own score, your end, the connection.

import { byId } from './dom.js';

const GAP_MILLIS = 700;
let waiting = [];
let timer = null;

export function announce(text) {
  // A region that changes faster than it can be read says nothing useful: what comes at once is said at once.
  waiting.push(text);
  timer ??= setTimeout(() => {
    byId('announcer').textContent = waiting.slice(-3).join('. ');
    waiting = [];
    timer = null;
  }, GAP_MILLIS);
}
