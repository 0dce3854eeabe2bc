// The tournament of the room: its bracket, a column for each round.

import { byId, element, say } from './dom.js';
import * as server from './server.js';

const CHEER_MILLIS = 8000;

export class Tournament {
  #room = null;
  #state = null;
  #onBegin;
  #onWon;
  #captionTimer = null;

  constructor({ onBegin, onWon }) {
    this.#onBegin = onBegin;
    this.#onWon = onWon;
    byId('new-tournament').addEventListener('submit', event => this.#start(event));
  }

  get isRunning() {
    return this.#state === 'running';
  }

  isIn(room) {
    this.#room = room;
    this.show(null);
  }

  show(tournament) {
    const wasRunning = this.#state === 'running';
    this.#state = tournament?.state ?? null;
    const rounds = tournament?.rounds ?? [];
    const running = this.#state === 'running';
    byId('tournament-start').disabled = running;
    const playing = running ? current(rounds) : null;
    byId('bracket').replaceChildren(...columns(rounds, playing, tournament?.champion ?? null));
    say(byId('tournament-text'), describe(tournament, rounds, playing));
    this.#caption(running ? describe(tournament, rounds, playing) : '');
    if (running && !wasRunning) {
      this.#onBegin();
    } else if (wasRunning && this.#state === 'finished') {
      this.#caption(`${tournament.champion} wins the tournament`);
      this.#captionTimer = setTimeout(() => this.#caption(''), CHEER_MILLIS);
      this.#onWon(tournament.champion);
    }
  }

  /** Over the board: what everyone in the room looks at. */
  #caption(text) {
    clearTimeout(this.#captionTimer);
    byId('caption').hidden = text === '';
    say(byId('caption'), text);
  }

  async #start(event) {
    event.preventDefault();
    byId('tournament-start').disabled = true;
    try {
      this.show(await server.startTournament(this.#room, Number(byId('tournament-players').value)));
    } catch (failure) {
      byId('tournament-start').disabled = false;
      say(byId('tournament-text'), failure.message);
    }
  }
}

/** The match that runs: the first, in the order of the rounds, that has two players and no winner. */
function current(rounds) {
  for (const [round, matches] of rounds.entries()) {
    const match = matches.find(({ players, winner }) => players.length === 2 && !winner);
    if (match) {
      return { round, match };
    }
  }
  return null;
}

function describe(tournament, rounds, playing) {
  if (!tournament) {
    return 'AI players meet two at a time until one is left. Everyone in the room watches.';
  }
  if (tournament.champion) {
    return `${tournament.champion} has won the tournament.`;
  }
  return playing ? `${nameOf(rounds, playing.round)}: ${playing.match.players.join(' against ')}` : 'Here they come.';
}

/** How many rounds there are in all, counting those that have no players yet. */
function roundsInAll(rounds) {
  return rounds.length === 0 ? 0 : Math.ceil(Math.log2(Math.max(1, rounds[0].length))) + 1;
}

function nameOf(rounds, round) {
  const left = roundsInAll(rounds) - round;
  return ['Final', 'Semi-final', 'Quarter-final'][left - 1] ?? `Round ${round + 1}`;
}

function shortNameOf(rounds, round) {
  const left = roundsInAll(rounds) - round;
  return ['Final', 'Semis', 'Quarters'][left - 1] ?? `Round ${round + 1}`;
}

function columns(rounds, playing, champion) {
  const made = [];
  const inAll = roundsInAll(rounds);
  for (let round = 0; round < inAll; round++) {
    const size = Math.ceil(rounds[0].length / 2 ** round);
    const matches = Array.from({ length: Math.max(size, rounds[round]?.length ?? 0) },
      (_, i) => rounds[round]?.[i] ?? { players: [], winner: null });
    made.push(element('section', { class: 'round', 'aria-label': nameOf(rounds, round) },
      element('h3', { text: shortNameOf(rounds, round) }),
      element('ol', {}, ...matches.map(match => matchCell(match, match === playing?.match)))));
  }
  if (inAll > 0) {
    made.push(element('section', { class: 'round champion', 'aria-label': 'Champion' },
      element('h3', { text: 'Winner' }), element('p', { class: champion ? 'won' : '', text: champion ?? '?' })));
  }
  return made;
}

function matchCell({ players, winner }, isRunning) {
  const cell = element('li', { class: isRunning ? 'match running' : 'match' });
  for (const player of players.length === 1 ? [...players, null] : players.length === 0 ? [null, null] : players) {
    const isBye = player === null && players.length === 1;
    const state = player && winner ? (player === winner ? 'winner' : 'loser') : '';
    cell.append(element('span', { class: state || 'open', text: player ?? (isBye ? 'bye' : '·') }));
  }
  if (isRunning) {
    cell.setAttribute('aria-current', 'true');
  }
  return cell;
}
