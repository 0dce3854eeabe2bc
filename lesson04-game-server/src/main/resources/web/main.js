// Puts the page together: what the server says goes to the parts that show it, what the player does goes to the server.

import { announce } from './announcer.js';
import { Board } from './board.js';
import { Card } from './card.js';
import { Chat } from './chat.js';
import { Connection } from './connection.js';
import { openDashboard } from './dashboard.js';
import { byId, say } from './dom.js';
import { flash } from './feed.js';
import { listen } from './input.js';
import { showLeaders, showStats } from './leaders.js';
import { Link } from './link.js';
import { Lobby } from './lobby.js';
import { guestName, isBot, isGuest, nextName, problemOfRoom } from './names.js';
import { Picture } from './picture.js';
import { ReplayPlayer, showReplays } from './replay.js';
import { Roster } from './roster.js';
import * as server from './server.js';
import { Sound } from './sound.js';
import { makeTabs } from './tabs.js';
import { Theme } from './theme.js';
import { Tournament, nameOf } from './tournament.js';
import { ownEnd, points, someonesEnd } from './words.js';

const LATE_TURN_MILLIS = 1500;
const NAME_TRIES = 4;

const theme = new Theme();
const board = new Board(byId('canvas'), theme);
const sound = new Sound();
const link = new Link(() => connection.retryNow());

/** Where we are: `spectator` is true for who only watches; `wantsSnake` for who is to be given one on arrival. */
const here = { room: null, you: null, spectator: true, alive: false, wantsSnake: false, seeking: false, best: 0 };
let live = new Picture(50, 25);
let tickMillis = 100;
let lastTurn = -Infinity;
let rounds = [];

const roster = new Roster(theme, {
  onOpen: openDashboard,
  onRemoveBot: bot => server.removeBot(here.room, bot).then(() => lobby.look(), complain),
});
const chat = new Chat(theme, player => roster.colorOf(player), text => connection.send({ type: 'chat', text }));
const connection = new Connection({ onState, onMessage, onLatency: millis => link.latency(millis), onRefused });
const lobby = new Lobby({
  onEnter: room => enter(room, false),
  onRooms: room => room && roster.roomIs(room),
});
const card = new Card({ onPlay: play, onMatch: seek, onWatch: () => byId('board').focus() });
const tournament = new Tournament(showTournament);
const replays = new ReplayPlayer({
  onShow: (picture, millis) => {
    board.mine = null;
    board.names = new Map();
    board.show(picture, millis);
    showMode();
  },
  onHappening: happening => board.happened(happening),
  onClose: why => {
    board.show(live, tickMillis);
    if (why) {
      flash(why);
    }
    showMode();
  },
});

// ---- what the player does ----

/** Into a room: to play there, or to watch under a name of one's own that leaves the other one free. */
function enter(room, toPlay, name = toPlay ? card.name : guestName()) {
  replays.close('');
  here.wantsSnake = toPlay;
  here.alive = false;
  here.seeking = false;
  if (!toPlay) {
    card.welcome();
    card.remind();
  }
  connection.enter({ room, player: name, spectator: !toPlay });
}

async function play(name) {
  byId('board').focus({ preventScroll: true });
  if (!here.spectator && here.you === name && connection.send({ type: 'join' })) {
    replays.close('');
    return;
  }
  // Asked first, since a refusal would cost a second and an error in the browser's console.
  let free = name;
  for (let tries = 0; tries < NAME_TRIES && await lobby.isTaken(here.room ?? 'lobby', free); tries++) {
    free = nextName(free);
  }
  sayRenamed(name, free);
  enter(here.room ?? 'lobby', true, free);
}

function sayRenamed(name, free) {
  if (name !== free) {
    flash(`${name} plays here already: you are ${free}`);
    announce(`The name ${name} is taken, you are ${free}`);
  }
}

function seek(name) {
  replays.close('');
  here.wantsSnake = true;
  here.alive = false;
  connection.enter({ match: true, player: name });
}

function leave() {
  enter(here.room, false);
  card.focus();
}

function complain(failure) {
  flash(failure.message);
  announce(failure.message);
}

// ---- what the connection does ----

function onState(state) {
  document.body.dataset.connection = state.kind;
  here.seeking = state.kind === 'seeking';
  if (state.kind === 'waiting') {
    if (here.alive) {
      card.back(here.room);
    }
    here.alive = false;
    here.wantsSnake = false;
  }
  link.show(state);
  showMode();
}

/** The server did not let us in. If the name is taken we come with another; a server that is not there is tried again. */
async function onRefused(target, attempt) {
  if (!await lobby.look() || !target.player || isGuest(target.player)) {
    return target.player && isGuest(target.player) ? { ...target, player: guestName() } : null;
  }
  // After a connection was lost the server may still hold it, and the name: that passes.
  if (here.wantsSnake || attempt >= NAME_TRIES) {
    const free = nextName(target.player);
    sayRenamed(target.player, free);
    return { ...target, player: free };
  }
  return null;
}

const MESSAGES = {
  welcome(message) {
    const isNewRoom = here.room !== message.room;
    Object.assign(here, { room: message.room, you: message.you, spectator: message.spectator, alive: false });
    tickMillis = message.tickMillis;
    live = new Picture(message.width, message.height, happened);
    roster.welcome(message.you);
    say(byId('room-name'), message.room);
    document.title = `${message.room} · Coroutine Quest: the arena`;
    if (isNewRoom) {
      here.best = 0;
      rounds = [];
      history.replaceState(null, '', message.room === 'lobby' ? location.pathname : '#' + message.room);
      chat.note(`This is ${message.room}.`);
      announce(`You are in room ${message.room}`);
    }
    if (!message.spectator) {
      card.name = message.you;
    }
    tournament.isIn(message.room);
    lobby.isIn(message.room);
    if (!replays.isOpen) {
      board.show(live, tickMillis);
    }
    if (here.wantsSnake) {
      connection.send({ type: 'join' });
      here.wantsSnake = false;
    }
  },
  snapshot({ cells, snakes }) {
    live.show(cells);
    roster.snapshot(snakes);
    here.alive = roster.mine !== null;
  },
  frame({ cells }) {
    live.apply(cells);
  },
  entered({ player, spectator }) {
    if (!isGuest(player)) {
      chat.note(spectator ? `${player} watches` : `${player} is here`);
    }
  },
  left({ player }) {
    roster.left(player);
    if (!isGuest(player)) {
      chat.note(`${player} has left`);
    }
  },
  joined({ player, color }) {
    roster.joined(player, color);
    if (player === here.you) {
      here.alive = true;
      sound.play('born');
      announce('You play. Good luck');
    }
  },
  died(end) {
    roster.died(end.player, end.score);
    if (end.player === here.you) {
      ownEndCame(end);
      return;
    }
    flash(someonesEnd(end), theme.snake(roster.colorOf(end.player)));
    if (end.by === here.you) {
      announce(`${end.player} ran into you`);
    } else if (!isBot(end.player)) {
      chat.note(`${someonesEnd(end)}, ${points(end.score)}`);
    }
  },
  score({ player, score }) {
    roster.scored(player, score);
    if (player === here.you) {
      sound.play('eaten');
      announce(points(score));
    }
  },
  chat({ from, text }) {
    chat.said(from, text, from === here.you);
  },
  tournament(message) {
    rounds = message.rounds;
    tournament.show(message);
  },
  error({ message }) {
    // A turn that was on its way when the snake died is nobody's mistake.
    if (here.alive || performance.now() - lastTurn > LATE_TURN_MILLIS) {
      chat.note(message, 'error');
      flash(message);
    }
  },
};

function onMessage(message) {
  if (Object.hasOwn(MESSAGES, message.type)) {
    MESSAGES[message.type](message);
    if (message.type !== 'frame') {
      showMode();
    }
  }
}

function ownEndCame(end) {
  here.alive = false;
  here.best = Math.max(here.best, end.score);
  const best = here.best > end.score ? ` Your best today: ${here.best}.` : '';
  card.died(ownEnd(end), `${points(end.score)}.${best}`);
  sound.play('died');
  chat.note(`${ownEnd(end)}, ${points(end.score)}`);
  announce(`${ownEnd(end)}. ${points(end.score)}. Space or Enter to play again`);
}

function happened(happening) {
  if (!replays.isOpen) {
    board.mine = roster.mine?.color ?? board.mine;
    board.happened(happening);
  }
}

// ---- what is shown of it ----

function showTournament({ running, playing, champion, began, justWon }) {
  const caption = byId('caption');
  caption.hidden = !running && !justWon;
  if (running) {
    say(caption, playing ? `${nameOf(rounds, playing.round)}: ${playing.match.players.join(' against ')}` : 'Tournament');
  } else if (justWon) {
    say(caption, `${champion} wins the tournament`);
    chat.note(`${champion} has won the tournament`);
    sound.play('won');
    board.celebrate();
    setTimeout(() => {
      caption.hidden = caption.textContent.endsWith('wins the tournament');
    }, 8000);
  }
  if (began) {
    showTab('tab-tournament');
  }
}

function showMode() {
  const me = roster.mine;
  const mode = replays.isOpen ? 'replay' : here.seeking ? 'seeking' : here.alive ? 'playing' : 'watching';
  document.body.dataset.mode = mode;
  if (mode !== 'replay') {
    board.names = roster.names;
    board.mine = me?.color ?? null;
  }
  card.want(mode === 'watching' && document.body.dataset.connection !== 'waiting');
  byId('seek').hidden = mode !== 'seeking';
  byId('join').hidden = mode !== 'watching' || card.isShown;
  byId('leave').hidden = mode !== 'playing';
  byId('bar').hidden = mode === 'replay';
  say(byId('my-state'), mode === 'playing' ? `${here.you}: ${points(me?.score ?? 0)}`
    : mode === 'replay' ? 'Replay' : here.spectator ? 'Watching' : `${here.you}, between two games`);
}

function showReplaysOf(room) {
  showReplays(room, replay => {
    byId('board').focus();
    replays.play(replay.id, tickMillis);
  });
}

// ---- and go ----

const showTab = makeTabs(document.querySelector('[role="tablist"]'), id => {
  if (id === 'tab-replays') {
    showReplaysOf(here.room ?? 'lobby');
  } else if (id === 'tab-rooms') {
    lobby.look();
  }
});

listen(byId('board'), byId('pad'), {
  isPlaying: () => here.alive && !replays.isOpen,
  turn(direction) {
    lastTurn = performance.now();
    connection.send({ type: 'turn', direction });
  },
  playAgain() {
    if (here.alive || replays.isOpen || here.seeking) {
      return false;
    }
    card.play(play);
    return true;
  },
  toChat: () => chat.focus(),
});
byId('join').addEventListener('click', () => card.play(play));
byId('leave').addEventListener('click', leave);
byId('seek-cancel').addEventListener('click', () => enter(here.room ?? 'lobby', false));
byId('add-bot').addEventListener('click', () => server.addBot(here.room).then(() => lobby.look(), complain));
byId('replays-refresh').addEventListener('click', () => showReplaysOf(here.room ?? 'lobby'));
window.addEventListener('hashchange', () => enter(roomInAddress(), false));

function roomInAddress() {
  const room = decodeURIComponent(location.hash.slice(1));
  return problemOfRoom(room) ? 'lobby' : room;
}

showLeaders(() => here.you, openDashboard);
showStats();
enter(roomInAddress(), false);
card.focus();
