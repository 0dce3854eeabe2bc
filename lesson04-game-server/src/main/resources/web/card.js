// The card over the board, with the one big button: before the first game, and after each.

import { byId, say } from './dom.js';
import { funnyName, problemOfName, saveName, savedName } from './names.js';

export class Card {
  #card = byId('card');
  #name = byId('name');
  #dismissed = false;
  #wanted = true;

  /** `onPlay(name)`, `onMatch(name)`, `onWatch(name)`. */
  constructor({ onPlay, onMatch, onWatch }) {
    this.#name.value = savedName();
    this.#card.addEventListener('submit', event => {
      event.preventDefault();
      this.#with(onPlay);
    });
    this.#name.addEventListener('input', () => this.#problem(''));
    byId('match').addEventListener('click', () => this.#with(onMatch));
    byId('watch').addEventListener('click', () => {
      this.#dismissed = true;
      this.#show();
      this.#with(onWatch);
    });
    byId('dice').addEventListener('click', () => {
      this.#name.value = funnyName();
      this.#problem('');
    });
  }

  get name() {
    return this.#name.value.trim();
  }

  set name(name) {
    this.#name.value = name;
    saveName(name);
  }

  get isShown() {
    return !this.#card.hidden;
  }

  /** Does what Play would; with a name that cannot be, the card says so. */
  play(onPlay) {
    this.#dismissed = false;
    this.#with(onPlay);
  }

  welcome() {
    this.#say('Play snake, right here', 'The snakes you see are playing now. Eat the digits, hit nothing else.',
      'Play');
  }

  died(how, text) {
    this.#dismissed = false;
    this.#say(how, text, 'Play again');
  }

  back(room) {
    this.#dismissed = false;
    this.#say(`You are back in ${room}`, 'The connection was lost, and your snake with it.', 'Play again');
  }

  /** Whether there is anything to ask: not while one plays, nor while a replay runs. */
  want(wanted) {
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      this.#show();
    }
  }

  remind() {
    this.#dismissed = false;
    this.#show();
  }

  focus() {
    byId('play').focus({ preventScroll: true });
  }

  #say(title, text, play) {
    say(byId('card-title'), title);
    say(byId('card-text'), text);
    say(byId('play'), play);
    this.#show();
  }

  #show() {
    this.#card.hidden = !this.#wanted || this.#dismissed;
  }

  #problem(text) {
    this.#name.setAttribute('aria-invalid', String(text !== ''));
    say(byId('name-problem'), text);
  }

  #with(action) {
    const problem = problemOfName(this.name);
    this.#problem(problem);
    if (problem) {
      this.remind();
      this.#name.focus();
      return;
    }
    saveName(this.name);
    action(this.name);
  }
}
