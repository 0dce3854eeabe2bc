// The room one is in, as the server tells of it: each message goes to the parts of the page that show it.

import { announce } from './announcer.js';
import { countDown, stopCountDown } from './countdown.js';
import { flash } from './feed.js';
import { isBot, isGuest } from './names.js';
import { Picture } from './picture.js';
import { ownEnd, points, someonesEnd } from './words.js';

const LATE_TURN_MILLIS = 1500;

export class Game {
  room = null;
  you = null;
  spectator = true;
  alive = false;
  /** Whether a snake is wanted, on arrival, and has not been born yet. */
  wantsSnake = false;
  live = new Picture(50, 25);
  tickMillis = 100;
  #color = 0;
  #best = 0;
  #lastTurn = -Infinity;
  #parts;
  #send;

  /** `parts` are those that show it: board, roster, chat, card, tournament, sound, theme, and `entered(isNewRoom)`. */
  constructor(parts, send) {
    this.#parts = parts;
    this.#send = send;
  }

  turn(direction) {
    this.#lastTurn = performance.now();
    this.#send({ type: 'turn', direction });
  }

  /** The connection is gone, and with it the snake. */
  lost() {
    if (this.alive) {
      this.#parts.card.back(this.room);
    }
    this.alive = false;
    this.wantsSnake = false;
    stopCountDown();
  }

  take(message) {
    if (Object.hasOwn(this.#handlers, message.type)) {
      this.#handlers[message.type](message);
    }
  }

  #handlers = {
    welcome: message => this.#welcome(message),
    snapshot: ({ cells, snakes }) => {
      this.live.show(cells);
      this.#parts.roster.snapshot(snakes);
      this.#nowAlive(this.#parts.roster.mine);
    },
    frame: ({ cells }) => this.live.apply(cells),
    entered: ({ player, spectator }) => {
      if (!isGuest(player)) {
        this.#parts.chat.note(spectator ? `${player} watches` : `${player} is here`);
      }
    },
    left: ({ player }) => {
      this.#parts.roster.left(player);
      if (!isGuest(player)) {
        this.#parts.chat.note(`${player} has left`);
      }
    },
    joined: ({ player, color }) => {
      this.#parts.roster.joined(player, color);
      if (player === this.you) {
        this.#nowAlive(this.#parts.roster.mine);
        this.#parts.sound.play('born');
        announce('You play. Good luck');
      }
    },
    died: end => {
      this.#parts.roster.died(end.player, end.score);
      if (end.player === this.you) {
        this.#ownEnd(end);
      } else {
        this.#someonesEnd(end);
      }
    },
    score: ({ player, score }) => {
      this.#parts.roster.scored(player, score);
      if (player === this.you) {
        this.#parts.sound.play('eaten');
        announce(points(score));
      }
    },
    chat: ({ from, text }) => this.#parts.chat.said(from, text, from === this.you),
    tournament: message => this.#parts.tournament.show(message),
    error: ({ message }) => {
      this.wantsSnake = false;
      // A turn that was on its way when the snake died is nobody's mistake.
      if (this.alive || performance.now() - this.#lastTurn > LATE_TURN_MILLIS) {
        this.#parts.chat.note(message, 'error');
        flash(message);
      }
    },
  };

  #welcome({ you, room, width, height, tickMillis, spectator }) {
    const isNewRoom = this.room !== room;
    Object.assign(this, { you, room, tickMillis, spectator, alive: false });
    this.#color = 0;
    this.live = new Picture(width, height, happening => this.#happened(happening));
    this.#parts.roster.welcome(you);
    this.#parts.tournament.isIn(room);
    if (isNewRoom) {
      this.#best = 0;
      this.#parts.chat.note(`This is ${room}.`);
      announce(`You are in room ${room}`);
    }
    if (!spectator) {
      this.#parts.card.name = you;
    }
    this.#parts.entered(isNewRoom);
    stopCountDown();
    if (this.wantsSnake && room.startsWith('match-')) {
      countDown(() => this.join());
    } else if (this.wantsSnake) {
      this.join();
    }
  }

  join() {
    this.wantsSnake = true;
    return this.#send({ type: 'join' });
  }

  #nowAlive(me) {
    this.alive = me !== null;
    this.wantsSnake = this.wantsSnake && !this.alive;
    this.#color = me?.color ?? 0;
  }

  #ownEnd(end) {
    this.alive = false;
    this.#best = Math.max(this.#best, end.score);
    const best = this.#best > end.score ? ` Your best today: ${this.#best}.` : '';
    this.#parts.card.died(ownEnd(end), `${points(end.score)}.${best}`);
    this.#parts.sound.play('died');
    this.#parts.chat.note(`${ownEnd(end)}, ${points(end.score)}`);
    announce(`${ownEnd(end)}. ${points(end.score)}. Press space to play again`);
  }

  #someonesEnd(end) {
    // AI players leave when they are removed, and after each match of a tournament: that is no news.
    if (end.cause !== 'left' || !isBot(end.player)) {
      flash(someonesEnd(end), this.#parts.theme.snake(this.#parts.roster.colorOf(end.player)));
    }
    if (end.by === this.you) {
      announce(`${end.player} ran into you`);
    } else if (!isBot(end.player)) {
      this.#parts.chat.note(`${someonesEnd(end)}, ${points(end.score)}`);
    }
  }

  #happened(happening) {
    const isMine = happening.color === this.#color;
    // That somebody died is told before it is drawn, so the colour must be known until then.
    if (isMine && happening.kind === 'died') {
      this.#color = 0;
    }
    this.#parts.happened(happening, isMine);
  }
}
