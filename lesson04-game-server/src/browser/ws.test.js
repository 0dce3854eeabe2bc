// The server, as a WebSocket client sees it that others have written: Node's `ws`.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { connect, refusal } from './client.js';
import { startArena } from './server.js';

const MAX_MESSAGE = 65_536;

let arena;
before(async () => {
  arena = await startArena(['--bots', '0', '--tick-millis', '50']);
});
after(() => arena?.close());

const game = (room, player, query = '') => connect(`${arena.ws}/game/${room}/${player}${query}`);

test('a game: welcome, snapshot, birth, frames, a turn, a death', async () => {
  const ann = await game('life', 'ann');
  assert.deepEqual(await ann.next('welcome'), { type: 'welcome', you: 'ann', room: 'life', width: 50, height: 25,
    tickMillis: 50, spectator: false });
  assert.deepEqual((await ann.next('snapshot')).snakes, []);
  ann.send({ type: 'join' });
  const born = await ann.next('joined');
  assert.equal(born.player, 'ann');
  assert.equal(born.color, 1);
  const first = await ann.next('frame');
  const glyphs = first.cells.map(([, , glyph]) => glyph);
  assert.ok(glyphs.includes('%') && glyphs.includes('@') && glyphs.includes('*'), `a whole snake: ${glyphs}`);
  ann.send({ type: 'turn', direction: 'up' });
  ann.send({ type: 'turn', direction: 'left' });
  const second = await ann.next('frame');
  assert.ok(second.tick > first.tick);
  const { player, cause, by } = await ann.next('died');
  assert.deepEqual([player, by], ['ann', null]);
  assert.ok(['wall', 'stone', 'self'].includes(cause), cause);
  ann.socket.close();
});

test('two see each other come, talk and go', async () => {
  const ann = await game('meet', 'ann');
  const bob = await game('meet', 'bob', '?spectate=true');
  assert.deepEqual(await ann.next('entered'), { type: 'entered', player: 'bob', spectator: true });
  bob.send({ type: 'chat', text: 'hi \u{1F40D}' });
  for (const each of [ann, bob]) {
    assert.deepEqual(await each.next('chat'), { type: 'chat', from: 'bob', text: 'hi \u{1F40D}' });
  }
  bob.socket.close(1000, 'enough');
  assert.equal((await bob.closed).code, 1000);
  assert.deepEqual(await ann.next('left'), { type: 'left', player: 'bob' });
  ann.socket.close();
});

test('a spectator gets no snake', async () => {
  const cid = await game('look', 'cid', '?spectate=true');
  for (const message of [{ type: 'join' }, { type: 'turn', direction: 'up' }]) {
    cid.send(message);
    assert.match((await cid.next('error')).message, /./);
  }
  cid.socket.close();
});

test('what is not understood is answered with an error, and the connection stays', async () => {
  const ann = await game('errors', 'ann');
  for (const text of ['not JSON', '[]', '{}', '{"type":"dance"}', '{"type":"turn","direction":"sideways"}',
    '{"type":"turn","direction":"up"}', '{"type":"chat"}', '{"type":"chat","text":""}',
    JSON.stringify({ type: 'chat', text: 'x'.repeat(201) })]) {
    ann.socket.send(text);
    assert.match((await ann.next('error')).message, /./, text);
  }
  ann.socket.send(Buffer.from('{"type":"ping","id":1}'), { binary: true });
  assert.match((await ann.next('error')).message, /./, 'a binary message');
  ann.send({ type: 'ping', id: 7 });
  assert.deepEqual(await ann.next('pong'), { type: 'pong', id: 7 });
  ann.socket.close();
});

test('names that are taken or kept, and requests from elsewhere, are refused before the upgrade', async () => {
  const ann = await game('door', 'ann');
  assert.equal(await refusal(`${arena.ws}/game/door/ann`), 409);
  assert.equal(await refusal(`${arena.ws}/game/door/bot-1`), 400);
  assert.equal(await refusal(`${arena.ws}/game/door/${'x'.repeat(17)}`), 400);
  assert.equal(await refusal(`${arena.ws}/game/Door/bob`), 400);
  assert.equal(await refusal(`${arena.ws}/game/door/bob?spectate=maybe`), 400);
  assert.equal(await refusal(`${arena.ws}/game/door/bob`, { origin: 'http://elsewhere.example' }), 403);
  assert.equal(await refusal(`${arena.ws}/nowhere`), 404);
  ann.socket.close();
});

test('a ping is answered by a pong with what it bore', async () => {
  const ann = await game('pings', 'ann');
  ann.socket.ping('are you there');
  const [data] = await once(ann.socket, 'pong');
  assert.equal(data.toString(), 'are you there');
  ann.socket.close();
});

test('a message in fragments is one message, with a ping between them', async () => {
  const ann = await game('fragments', 'ann');
  const text = JSON.stringify({ type: 'chat', text: 'in pieces: ä€\u{1F40D}' });
  const bytes = Buffer.from(text);
  const pong = once(ann.socket, 'pong');
  // One byte at a time: characters are cut, too.
  for (const [i, byte] of bytes.entries()) {
    ann.socket.send(Buffer.from([byte]), { binary: false, fin: i === bytes.length - 1 });
    if (i === 20) {
      ann.socket.ping('between');
    }
  }
  assert.equal((await pong)[0].toString(), 'between');
  assert.equal((await ann.next('chat')).text, 'in pieces: ä€\u{1F40D}');
  ann.socket.close();
});

test('a message of the greatest length passes, a byte more closes with 1009', async () => {
  const ann = await game('long', 'ann');
  const padded = length => `{"type":"ping","id":1}${' '.repeat(length - 22)}`;
  ann.socket.send(padded(MAX_MESSAGE));
  assert.deepEqual(await ann.next('pong'), { type: 'pong', id: 1 });
  ann.socket.send(padded(MAX_MESSAGE + 1));
  const { code, reason } = await ann.closed;
  assert.equal(code, 1009);
  assert.notEqual(reason, '');
});

test('what is not UTF-8 closes with 1007', async () => {
  const ann = await game('utf8', 'ann');
  ann.socket.send(Buffer.from([0x7b, 0xc3, 0x28]), { binary: false });
  const { code, reason } = await ann.closed;
  assert.equal(code, 1007);
  assert.notEqual(reason, '');
});

test('a frame that breaks the protocol closes with 1002', async () => {
  const ann = await game('broken', 'ann');
  ann.socket._socket.write(Buffer.from([0x81, 0x01, 0x41])); // a client's frame has to be masked
  const { code, reason } = await ann.closed;
  assert.equal(code, 1002);
  assert.notEqual(reason, '');
});

test('the echo gives back text and bytes, short and long', async () => {
  const socket = new WebSocket(`${arena.ws}/echo`);
  await once(socket, 'open');
  for (const size of [0, 1, 125, 126, 65_535, 65_536, 1_000_000]) {
    for (const binary of [false, true]) {
      const sent = Buffer.alloc(size, 'x');
      socket.send(sent, { binary });
      const [data, isBinary] = await once(socket, 'message');
      assert.equal(isBinary, binary);
      assert.ok(data.equals(sent), `${size} bytes`);
    }
  }
  socket.close(1000);
  assert.equal((await once(socket, 'close'))[0], 1000);
});

test('quick match: two wait, and meet in a room of their own', async () => {
  const ann = await connect(`${arena.ws}/match/ann`);
  await ann.next('waiting');
  const bob = await connect(`${arena.ws}/match/bob`);
  const rooms = await Promise.all([ann, bob].map(async each => (await each.next('welcome')).room));
  assert.match(rooms[0], /^match-\d+$/);
  assert.equal(rooms[1], rooms[0]);
  ann.send({ type: 'join' });
  assert.equal((await bob.next('joined')).player, 'ann');
  ann.socket.close();
  bob.socket.close();
});

test('who is cut off dies, and the others are told', async () => {
  const ann = await game('cut', 'ann');
  const bob = await game('cut', 'bob');
  ann.send({ type: 'join' });
  await bob.next('joined');
  ann.socket.terminate();
  const { player, cause } = await bob.next('died');
  // On a busy machine the wall may come first.
  assert.ok(player === 'ann' && ['left', 'wall', 'stone'].includes(cause), cause);
  assert.equal((await bob.next('left')).player, 'ann');
  bob.socket.close();
});

test('a shutdown says goodbye with 1001 and ends with 0, whatever is connected', async () => {
  const mortal = await startArena(['--bots', '2']);
  const ann = await connect(`${mortal.ws}/game/lobby/ann`);
  const silent = createConnection(mortal.port, '127.0.0.1');
  await once(silent, 'connect');
  silent.on('error', () => {
    // A reset is one way to be sent off.
  });
  const exit = mortal.stop();
  const { code, reason } = await ann.closed;
  assert.equal(code, 1001);
  assert.notEqual(reason, '');
  assert.equal(await exit, 0);
  silent.destroy();
  await mortal.close();
});
