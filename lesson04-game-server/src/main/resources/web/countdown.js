// Three, two, one: who meets by quick match has looked elsewhere until now.

import { announce } from './announcer.js';
import { byId, say } from './dom.js';

const FROM = 3;
let timer = null;

export function countDown(onZero) {
  stopCountDown();
  let left = FROM;
  const show = () => {
    byId('countdown').hidden = left === 0;
    say(byId('countdown'), String(left));
    if (left === 0) {
      stopCountDown();
      onZero();
    }
    left--;
  };
  announce('Your opponent is here. Get ready');
  timer = setInterval(show, 1000);
  show();
}

export function stopCountDown() {
  clearInterval(timer);
  byId('countdown').hidden = true;
}
