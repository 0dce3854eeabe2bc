// Two and more in a room, each in a window of their own.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startArena } from './server.js';
import { DESKTOP, countColors, startBrowser, visit } from './visitor.js';

const SNAKE_COLORS = ['#4ade80', '#38bdf8', '#facc15'];
/** A snake is three cells long at birth, of more than 15 pixels each way, most of them in its colour. */
const PIXELS_OF_A_SNAKE = 200;

let arena;
let browser;
before(async () => {
  arena = await startArena(['--bots', '3', '--tick-millis', '250']);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await arena?.close();
});

/** Somewhere without bots. A name for each test, so that none meets another. */
const room = name => `${arena.url}#${name}`;

test('a first visitor sees the game that runs, and one click plays', async () => {
  const ann = await visit(browser, arena.url);
  await ann.arrived();
  await ann.sees('#roster li.alive', 'bot-');
  assert.notEqual(await ann.page.inputValue('#name'), '', 'there is a name already');
  await ann.page.click('#play');
  await ann.mode('playing');
  await ann.sees('#roster li.me', await ann.page.inputValue('#name'));
  await ann.leave();
});

test('a name is remembered', async () => {
  const ann = await visit(browser, room('memory'));
  await ann.arrived();
  await ann.plays('Remembered');
  await ann.page.reload();
  assert.equal(await ann.page.inputValue('#name'), 'Remembered');
  await ann.leave();
});

test('two windows play, and each sees both snakes', async () => {
  const ann = await visit(browser, room('two'));
  const bob = await visit(browser, room('two'));
  await Promise.all([ann.arrived(), bob.arrived()]);
  await ann.plays('Ann');
  await bob.plays('Bob');
  for (const window of [ann, bob]) {
    await window.sees('#roster li', 'Ann');
    await window.sees('#roster li', 'Bob');
  }
  await ann.sees('#roster li.me', 'Ann');
  await bob.sees('#roster li.me', 'Bob');
  await Promise.all([ann.leave(), bob.leave()]);
});

test('a screenshot shows the snakes in their colours', async () => {
  const ann = await visit(browser, arena.url, { ...DESKTOP, reducedMotion: 'reduce' });
  await ann.arrived();
  await ann.page.click('#watch');
  let found = [];
  // The bots are born again five seconds after they have died: all are there at once soon enough.
  do {
    await ann.page.waitForFunction(() => document.querySelectorAll('#roster li.alive').length === 3);
    found = await countColors(browser, await ann.page.locator('#board').screenshot(), SNAKE_COLORS);
  } while (found.some(pixels => pixels < PIXELS_OF_A_SNAKE));
  await ann.leave();
});

test('chat goes both ways, and what looks like HTML is text', async () => {
  const ann = await visit(browser, room('talk'));
  const bob = await visit(browser, room('talk'));
  await Promise.all([ann.arrived(), bob.arrived()]);
  await ann.plays('AnnTalks');
  await bob.plays('BobTalks');
  await ann.chats('hello Bob');
  await bob.sees('#log .said', 'hello Bob');
  const nasty = '<img src=x onerror=alert(1)><b>bold</b> &amp;';
  await bob.chats(nasty);
  await ann.sees('#log .said', nasty);
  assert.equal(await ann.page.locator('#log .said img, #log .said b b').count(), 0);
  assert.equal(await ann.page.locator('#log .said').last().locator('b').textContent(), 'BobTalks');
  await Promise.all([ann.leave(), bob.leave()]);
});

test('a spectator watches, chats, and steers nothing', async () => {
  const ann = await visit(browser, room('watched'));
  const cid = await visit(browser, room('watched'));
  await Promise.all([ann.arrived(), cid.arrived()]);
  await cid.page.click('#watch');
  await ann.plays('AnnWatched');
  await cid.sees('#roster li', 'AnnWatched');
  await cid.page.focus('#board');
  await cid.page.keyboard.press('ArrowUp');
  await cid.chats('nice');
  await ann.sees('#log .said', 'nice');
  assert.deepEqual(cid.turns, []);
  assert.equal(await cid.page.locator('#roster li.me').count(), 0);
  await Promise.all([ann.leave(), cid.leave()]);
});

test('who has died is told how, and plays again with the space bar', async () => {
  const ann = await visit(browser, room('again'));
  await ann.arrived();
  await ann.playsIntoTheWall('AnnDies');
  await ann.page.focus('#board');
  await ann.page.keyboard.press('Space');
  await ann.mode('playing');
  await ann.leave();
});

test('a name that is taken gets a number', async () => {
  const ann = await visit(browser, room('same'));
  const other = await visit(browser, room('same'));
  await Promise.all([ann.arrived(), other.arrived()]);
  await ann.plays('Twin');
  await other.plays('Twin');
  await other.sees('#roster li.me', 'Twin-2');
  await ann.sees('#roster li', 'Twin-2');
  await Promise.all([ann.leave(), other.leave()]);
});

test('a name that cannot be is refused in words', async () => {
  const ann = await visit(browser, room('names'));
  await ann.arrived();
  for (const [name, problem] of [['', /A name, please/], ['bot-7', /kept for AI/], ['a b', /Only the letters/]]) {
    await ann.page.fill('#name', name);
    await ann.page.click('#play');
    assert.match(await ann.text('#name-problem'), problem);
  }
  assert.equal(await ann.page.getAttribute('#name', 'aria-invalid'), 'true');
  await ann.leave();
});

test('an AI opponent comes and goes', async () => {
  const ann = await visit(browser, room('machines'));
  await ann.arrived();
  await ann.page.click('#add-bot');
  await ann.sees('#roster li.alive', 'bot-1');
  await ann.page.click('#roster li .remove');
  await ann.page.waitForFunction(() => document.querySelectorAll('#roster li').length === 0);
  await ann.leave();
});

test('rooms are opened and entered from the list', async () => {
  const ann = await visit(browser, arena.url);
  await ann.arrived();
  await ann.page.click('#tab-rooms');
  await ann.page.fill('#new-room-name', 'No Such Name!');
  await ann.page.press('#new-room-name', 'Enter');
  await ann.sees('#new-room-problem', 'A room is called');
  await ann.page.fill('#new-room-name', 'lava');
  await ann.page.press('#new-room-name', 'Enter');
  await ann.sees('#room-name', 'lava');
  await ann.sees('#rooms li.me', 'lava');
  await ann.page.locator('#rooms li', { hasText: 'lobby' }).locator('button').click();
  await ann.sees('#room-name', 'lobby');
  await ann.leave();
});

test('a quick match brings two together in a room of their own', async () => {
  const ann = await visit(browser, room('from-here'));
  const bob = await visit(browser, room('from-there'));
  await Promise.all([ann.arrived(), bob.arrived()]);
  await ann.page.fill('#name', 'AnnMatched');
  await ann.page.click('#match');
  await ann.mode('seeking');
  await bob.page.fill('#name', 'BobMatched');
  await bob.page.click('#match');
  for (const window of [ann, bob]) {
    await window.sees('#room-name', 'match-');
    await window.sees('#roster li', 'AnnMatched');
    await window.sees('#roster li', 'BobMatched');
  }
  await Promise.all([ann.leave(), bob.leave()]);
});
