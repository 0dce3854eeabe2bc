// Names of players and rooms: what the server accepts, said in words, and a name for whoever brings none.

import { remember, remembered } from './storage.js';

const MANNERS = ['Sleepy', 'Lazy', 'Eager', 'Async', 'Hungry', 'Lost', 'Swift', 'Shy', 'Proud', 'Nimble', 'Cosmic',
  'Polite', 'Brave', 'Dizzy', 'Salty', 'Jolly'];
const CREATURES = ['Python', 'Cobra', 'Mamba', 'Adder', 'Boa', 'Viper', 'Noodle', 'Eel', 'Worm', 'Newt', 'Gecko',
  'Hydra', 'Ribbon', 'Spring'];

function oneOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}

export function funnyName() {
  return oneOf(MANNERS) + oneOf(CREATURES) + Math.floor(10 + Math.random() * 90);
}

/** A name for who only looks in. The server wants one of everyone, and it must not take the one to be played with. */
export function guestName() {
  return 'guest-' + Math.random().toString(36).slice(2, 8).padEnd(6, '0');
}

export function isGuest(player) {
  return player.startsWith('guest-');
}

export function isBot(player) {
  return /^(bot|t)-/.test(player);
}

export function savedName() {
  const name = remembered('name');
  return name && !problemOfName(name) ? name : funnyName();
}

export function saveName(name) {
  remember('name', name);
}

/** What is wrong with a player's name, in words; an empty string if nothing is. */
export function problemOfName(name) {
  if (name === '') {
    return 'A name, please: 1 to 16 letters, digits, _ or -.';
  }
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    return 'Only the letters a to z, digits, _ and - can be in a name.';
  }
  if (name.length > 16) {
    return `That is ${name.length} characters; a name has at most 16.`;
  }
  return isBot(name.toLowerCase()) ? 'Names that begin with bot- or t- are kept for AI players.' : '';
}

/** What is wrong with a room's name, in words; an empty string if nothing is. */
export function problemOfRoom(name) {
  return /^[a-z0-9-]{1,32}$/.test(name) ? '' : 'A room is called 1 to 32 of a to z, 0 to 9 and -.';
}

/** The next name to try where this one is taken: ann, ann-2, ann-3. */
export function nextName(name) {
  const numbered = /^(.*)-(\d+)$/.exec(name);
  const suffix = '-' + (numbered ? Number(numbered[2]) + 1 : 2);
  return (numbered ? numbered[1] : name).slice(0, 16 - suffix.length) + suffix;
}
