// Keys, swipes and arrows, and coming late, in so slow a game that no snake dies and no match ends meanwhile.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startArena } from './server.js';
import { PHONE, startBrowser, visit } from './visitor.js';

let arena;
let browser;
before(async () => {
  arena = await startArena(['--bots', '0', '--tick-millis', '60000']);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await arena?.close();
});

const room = name => `${arena.url}#${name}`;

test('arrows and WASD steer, but not while somebody types', async () => {
  const ann = await visit(browser, room('keys'));
  const { page } = ann;
  await ann.arrived();
  await ann.plays('AnnSteers');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'chat-text', 'Enter goes to the chat');
  await page.keyboard.type('wasd');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.inputValue('#chat-text'), 'wasd');
  assert.deepEqual(ann.turns, ['up']);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'board', 'Escape goes back to the game');
  await ann.leave();
});

test('on a phone nothing is cut off, and arrows and swipes steer', async () => {
  const ann = await visit(browser, room('phone'), PHONE);
  const { page } = ann;
  await ann.arrived();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, 'nothing to scroll sideways');
  await page.fill('#name', 'AnnOnPhone');
  await page.tap('#play');
  await ann.mode('playing');
  await page.tap('#pad [data-direction="up"]');
  const board = await page.locator('#board').boundingBox();
  const middle = { x: board.x + board.width / 2, y: board.y + board.height / 2 };
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [middle] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ ...middle, x: middle.x + 60 }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  assert.deepEqual(await ann.turned(2), ['up', 'right']);
  await ann.leave();
});

test('a tournament that runs is there for whoever comes later', async () => {
  const ann = await visit(browser, room('cup'));
  await ann.arrived();
  await ann.page.click('#tab-tournament');
  await ann.page.selectOption('#tournament-players', '2');
  await ann.page.click('#tournament-start');
  await ann.mode('tournament');
  const bob = await visit(browser, room('cup'));
  await bob.sees('#bracket .match', 't-1');
  await Promise.all([ann.leave(), bob.leave()]);
});
