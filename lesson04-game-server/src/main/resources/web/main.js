// Puts the page together, and turns what the player does into what the server is asked.

import { announce } from './announcer.js';
import { Board } from './board.js';
import { Card } from './card.js';
import { Chat } from './chat.js';
import { Connection } from './connection.js';
import { openDashboard } from './dashboard.js';
import { byId, say } from './dom.js';
import { flash } from './feed.js';
import { Game } from './game.js';
import { listen } from './input.js';
import { showLeaders, showStats } from './leaders.js';
import { Link } from './link.js';
import { Lobby } from './lobby.js';
import { guestName, isGuest, nextName, problemOfRoom } from './names.js';
import { ReplayPlayer, showReplays } from './replay.js';
import { Roster } from './roster.js';
import * as server from './server.js';
import { Sound } from './sound.js';
import { makeTabs } from './tabs.js';
import { Theme } from './theme.js';
import { Tournament } from './tournament.js';
import { points } from './words.js';

const NAME_TRIES = 4;
const REPLAYS_MILLIS = 4000;

const theme = new Theme();
const board = new Board(byId('canvas'), theme);
const sound = new Sound();
const roster = new Roster(theme, {
  onOpen: openDashboard,
  onRemoveBot: bot => server.removeBot(game.room, bot).then(() => lobby.look(), complain),
});
const chat = new Chat(theme, player => roster.colorOf(player), text => connection.send({ type: 'chat', text }),
  () => game.alive && byId('board').focus());
const connection = new Connection({
  onState,
  onMessage(message) {
    game.take(message);
    if (message.type !== 'frame') {
      showMode();
    }
  },
  onLatency: millis => link.latency(millis),
  onRefused,
});
const link = new Link(() => connection.retryNow());
const lobby = new Lobby({ onEnter: room => watch(room), onRooms: room => room && roster.roomIs(room) });
const card = new Card({ onPlay: play, onMatch: seek, onWatch: watchByName });
const tournament = new Tournament({
  onBegin: () => showTab('tab-tournament'),
  onWon(champion) {
    chat.note(`${champion} has won the tournament`);
    sound.play('won');
    board.celebrate();
  },
});
const game = new Game({
  board, roster, chat, card, tournament, sound, theme,
  entered: showRoom,
  happened: (happening, isMine) => replays.isOpen || board.happened(happening, isMine),
}, message => connection.send(message));
const replays = new ReplayPlayer({
  onShow(picture, names, millis) {
    board.names = names;
    board.mine = null;
    board.show(picture, millis);
    showMode();
  },
  onHappening: happening => board.happened(happening, false),
  onClose(why) {
    board.show(game.live, game.tickMillis);
    if (why) {
      flash(why);
    }
    showMode();
  },
});
const showTab = makeTabs(document.querySelector('[role="tablist"]'), id => {
  if (id === 'tab-replays') {
    listReplays();
  } else if (id === 'tab-rooms') {
    lobby.look();
  }
});

// ---- what the player does ----

function room() {
  return game.room ?? 'lobby';
}

/** To watch there: under a name that leaves one's own free to play with. */
function watch(where) {
  replays.close('');
  game.wantsSnake = game.alive = false;
  card.welcome();
  card.remind();
  connection.enter({ room: where, player: guestName(), spectator: true });
}

/** To watch as somebody, who can chat. */
async function watchByName(name) {
  byId('board').focus({ preventScroll: true });
  if (game.spectator && game.you !== name) {
    connection.enter({ room: room(), player: await freeName(name), spectator: true });
  }
}

async function play(name) {
  byId('board').focus({ preventScroll: true });
  replays.close('');
  if (!game.spectator && game.you === name && game.join()) {
    showMode();
    return;
  }
  game.wantsSnake = true;
  game.alive = false;
  connection.enter({ room: room(), player: await freeName(name), spectator: false });
}

/** Asked first, since a refusal would cost a second and an error in the browser's console. */
async function freeName(name) {
  let free = name;
  for (let tries = 0; tries < NAME_TRIES && await lobby.isTaken(room(), free); tries++) {
    free = nextName(free);
  }
  sayRenamed(name, free);
  return free;
}

function seek(name) {
  replays.close('');
  game.wantsSnake = true;
  game.alive = false;
  connection.enter({ match: true, player: name });
}

function sayRenamed(name, free) {
  if (name !== free) {
    flash(`${name} plays here already: you are ${free}`);
    announce(`The name ${name} is taken, you are ${free}`);
  }
}

function complain(failure) {
  flash(failure.message);
  announce(failure.message);
}

// ---- what the connection does ----

function onState(state) {
  document.body.dataset.connection = state.kind;
  if (state.kind === 'waiting') {
    game.lost();
  }
  link.show(state);
  showMode();
}

/** We were not let in. If our name is taken we come with another; a server that is not there is tried again. */
async function onRefused(target, attempt) {
  if (!await lobby.look()) {
    return { why: 'The server does not answer.' };
  }
  // After a connection was lost the server may hold it for a while, and the name with it: that passes.
  const returns = target.player === game.you && target.room === game.room;
  if (returns ? attempt < NAME_TRIES : attempt >= NAME_TRIES) {
    return { why: returns ? `${target.player} still seems to be in the room.` : 'The server does not let anybody in.' };
  }
  if (isGuest(target.player)) {
    return { target: { ...target, player: guestName() } };
  }
  const free = nextName(target.player);
  sayRenamed(target.player, free);
  return { target: { ...target, player: free } };
}

// ---- what is shown of it ----

function showRoom(isNew) {
  if (isNew) {
    say(byId('room-name'), game.room);
    document.title = `${game.room} · Coroutine Quest: the arena`;
    history.replaceState(null, '', game.room === 'lobby' ? location.pathname : '#' + game.room);
  }
  lobby.isIn(game.room);
  if (!replays.isOpen) {
    board.show(game.live, game.tickMillis);
  }
}

function mode() {
  const connected = document.body.dataset.connection;
  return replays.isOpen ? 'replay' : connected === 'seeking' ? 'seeking' : game.alive ? 'playing'
    : tournament.isRunning ? 'tournament' : 'watching';
}

function showMode() {
  const now = mode();
  document.body.dataset.mode = now;
  if (now !== 'replay') {
    board.names = roster.names;
    board.mine = roster.mine?.color ?? null;
  }
  const isLost = document.body.dataset.connection === 'waiting';
  // Who wants a snake and has none yet is about to get it.
  card.want(now === 'watching' && !isLost && !game.wantsSnake);
  byId('seek').hidden = now !== 'seeking';
  byId('join').hidden = now !== 'watching' || card.isShown || isLost || game.wantsSnake;
  byId('elsewhere').hidden = now !== 'tournament';
  byId('leave').hidden = now !== 'playing';
  byId('bar').hidden = now === 'replay';
  say(byId('my-state'), {
    playing: `${game.you}: ${points(roster.mine?.score ?? 0)}`,
    tournament: 'Watching the tournament',
    seeking: 'Looking for an opponent',
    replay: 'Replay',
    watching: game.wantsSnake ? 'Get ready' : game.spectator ? `Watching ${room()}` : `${game.you}, between two games`,
  }[now]);
}

function listReplays() {
  if (document.body.dataset.connection !== 'open') {
    return;
  }
  showReplays(room(), game.tickMillis, ({ id }) => {
    byId('board').focus();
    replays.play(id, game.tickMillis);
  });
}

// ---- and go ----

listen(byId('board'), byId('pad'), {
  isPlaying: () => game.alive && !replays.isOpen,
  turn: direction => game.turn(direction),
  playAgain() {
    if (mode() === 'watching' && !game.wantsSnake) {
      card.play(play);
    }
  },
  toChat: () => chat.focus(),
});
byId('join').addEventListener('click', () => card.play(play));
byId('elsewhere').addEventListener('click', () => watch(`next-to-${room()}`.slice(0, 32)));
byId('leave').addEventListener('click', () => {
  watch(room());
  card.focus();
});
byId('seek-cancel').addEventListener('click', () => watch(room()));
byId('add-bot').addEventListener('click', () => server.addBot(room()).then(() => lobby.look(), complain));
window.addEventListener('hashchange', () => watch(roomInAddress()));

function roomInAddress() {
  const name = location.hash.slice(1);
  return problemOfRoom(name) ? 'lobby' : name;
}

showLeaders(() => game.you, openDashboard);
showStats();
setInterval(() => document.hidden || byId('replays-panel').hidden || listReplays(), REPLAYS_MILLIS);
watch(roomInAddress());
card.focus();
