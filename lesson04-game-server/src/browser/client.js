// A WebSocket of Node's `ws`, whose messages are taken one by one.

import { once } from 'node:events';
import WebSocket from 'ws';

/** Opened: `{ socket, send(object), next(type), closed }`. `next` skips what is of another type. */
export async function connect(url, options = {}) {
  const socket = new WebSocket(url, options);
  const waiting = [];
  const wanted = [];
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: reason.toString() }));
  // Listened to before it is open: the first messages come in the packet of the answer.
  socket.on('message', data => {
    waiting.push(JSON.parse(data));
    look();
  });
  socket.on('error', () => {
    // Said again by what waits for it: `open` fails, or `closed` tells the code.
  });

  function look() {
    while (wanted.length > 0) {
      const at = waiting.findIndex(({ type }) => type === wanted[0].type);
      if (at < 0) {
        return;
      }
      wanted.shift().resolve(waiting.splice(0, at + 1).at(-1));
    }
  }

  await once(socket, 'open');
  return {
    socket,
    closed,
    send: message => socket.send(JSON.stringify(message)),
    next: type => new Promise(resolve => {
      wanted.push({ type, resolve });
      look();
    }),
  };
}

/** The status with which a handshake is refused. */
export function refusal(url, options = {}) {
  const socket = new WebSocket(url, options);
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    socket.on('open', () => {
      socket.close();
      reject(new Error(`${url} was accepted`));
    });
    socket.on('error', error => error.code === 'ECONNRESET' || reject(error));
  });
}
