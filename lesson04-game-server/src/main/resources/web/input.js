// Keys, swipes and the arrows under the board become turns. Keys steer only while nobody types.

const KEYS = {
  ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right',
  // By place, not by letter: WASD lies elsewhere on other keyboards.
  KeyW: 'up', KeyS: 'down', KeyA: 'left', KeyD: 'right',
};
const SWIPE_PIXELS = 18;

/** `game` has `isPlaying()`, `turn(direction)`, `playAgain()`, which does nothing while one plays, and `toChat()`. */
export function listen(board, pad, game) {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) {
      return;
    }
    const direction = KEYS[event.code] ?? KEYS[event.key];
    if (direction && game.isPlaying() && !ownsArrows(event.target)) {
      event.preventDefault();
      if (!event.repeat) {
        game.turn(direction);
      }
    } else if (event.key === 'Escape') {
      board.focus();
    } else if (isIdle(event.target, board)) {
      if (event.key === 'Enter') {
        event.preventDefault();
        game.toChat();
      } else if (event.key === ' ') {
        event.preventDefault(); // it would scroll the page under the game
        game.playAgain();
      }
    }
  });
  listenToSwipes(board, game);
  listenToPad(pad, game);
}

/** Where letters are written, or arrows already mean something. */
function ownsArrows(target) {
  return target instanceof Element
    && target.closest('input, textarea, select, [contenteditable], [role="tab"]') !== null;
}

function isIdle(target, board) {
  return target === document.body || target === document.documentElement || board.contains(target);
}

function listenToSwipes(board, game) {
  let from = null;
  board.addEventListener('pointerdown', event => {
    from = { x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  board.addEventListener('pointermove', event => {
    if (!from || from.id !== event.pointerId || !game.isPlaying()) {
      return;
    }
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    if (Math.max(Math.abs(dx), Math.abs(dy)) >= SWIPE_PIXELS) {
      // From here on, so that one finger that stays down can steer around a corner.
      from = { x: event.clientX, y: event.clientY, id: event.pointerId };
      game.turn(Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? 'right' : 'left') : (dy > 0 ? 'down' : 'up'));
    }
  });
  for (const end of ['pointerup', 'pointercancel']) {
    board.addEventListener(end, () => {
      from = null;
    });
  }
}

function listenToPad(pad, game) {
  for (const button of pad.querySelectorAll('button')) {
    const turn = () => game.isPlaying() && game.turn(button.dataset.direction);
    // When the finger comes down, not when it lifts: a tick is a tenth of a second.
    button.addEventListener('pointerdown', event => {
      event.preventDefault();
      turn();
    });
    button.addEventListener('click', event => event.detail === 0 && turn());
  }
}
