// What the server says in codes, in plain words.

/** Why a connection ended. The server's own reason, where it gives one, is shown as well. */
export function whyClosed(code, reason) {
  const said = reason ? ` (${reason})` : '';
  switch (code) {
    case 1000: return 'The connection was closed' + said + '.';
    case 1001: return 'The server has closed the connection' + (said || ' (it is going away)') + '.';
    case 1002: return 'The server did not understand this page' + said + '.';
    case 1007: return 'Something sent was not proper text' + said + '.';
    case 1008: return 'The server does not allow this' + said + '.';
    case 1009: return 'A message was too long for the server' + said + '.';
    case 1011: return 'The server has a problem' + said + '.';
    case 1013: return 'The connection was too slow to keep up with the game' + said + '.';
    default: return 'The connection was lost' + said + '.';
  }
}

const OWN_ENDS = {
  wall: () => 'You hit the wall',
  stone: () => 'You hit a stone',
  self: () => 'You bit yourself',
  snake: by => by ? `You ran into ${by}` : 'You ran into a snake',
  corpse: () => 'You hit what is left of a snake',
  'head-on': by => by ? `Head-on with ${by}` : 'A head-on collision',
  left: () => 'You left the game',
};

const ENDS = {
  wall: player => `${player} hit the wall`,
  stone: player => `${player} hit a stone`,
  self: player => `${player} bit itself`,
  snake: (player, by) => by ? `${player} ran into ${by}` : `${player} ran into a snake`,
  corpse: player => `${player} hit a corpse`,
  'head-on': (player, by) => by ? `${player} and ${by} met head-on` : `${player} died head-on`,
  left: player => `${player} left the game`,
};

export function ownEnd({ cause, by }) {
  return Object.hasOwn(OWN_ENDS, cause) ? OWN_ENDS[cause](by) : 'Your snake died';
}

export function someonesEnd({ player, cause, by }) {
  return Object.hasOwn(ENDS, cause) ? ENDS[cause](player, by) : `${player} died`;
}

export function points(score) {
  return score === 1 ? '1 point' : `${score} points`;
}

export function count(number, one, many = one + 's') {
  return `${number} ${number === 1 ? one : many}`;
}

/** How long ago a moment was, roughly. */
export function ago(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (!Number.isFinite(seconds)) {
    return '';
  }
  if (seconds < 60) {
    return 'just now';
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
