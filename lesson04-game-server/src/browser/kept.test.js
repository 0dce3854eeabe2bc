// What outlives a game: replays, records; tournaments; and a page that outlives its server. All in a quick game: what
// takes a minute in the arena takes seconds here.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startArena } from './server.js';
import { DESKTOP, countColors, startBrowser, visit } from './visitor.js';

const FIRST_COLOR = ['#4ade80'];
const QUICK = ['--bots', '0', '--tick-millis', '15'];

let arena;
let browser;
before(async () => {
  arena = await startArena(QUICK);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await arena?.close();
});

test('a tournament is watched from the first match to its winner', async () => {
  const ann = await visit(browser, `${arena.url}#cup`);
  await ann.arrived();
  await ann.page.click('#tab-tournament');
  await ann.page.selectOption('#tournament-players', '4');
  await ann.page.click('#tournament-start');
  await ann.sees('#caption', /^Semi-final: t-/);
  await ann.sees('#roster li.alive', 't-');
  assert.equal(await ann.page.locator('#bracket .round').count(), 3, 'semi-finals, the final, the winner');
  await ann.sees('#caption', /^Final: t-/);
  await ann.sees('#bracket .champion .won', 't-');
  const champion = await ann.text('#bracket .champion p');
  assert.equal(await ann.text('#tournament-text'), `${champion} has won the tournament.`);
  await ann.sees('#log .note', `${champion} has won`);
  await ann.leave();
});

test('a replay plays, pauses, and goes to any point', async () => {
  const ann = await visit(browser, `${arena.url}#again`, { ...DESKTOP, reducedMotion: 'reduce' });
  const { page } = ann;
  await ann.arrived();
  await ann.playsIntoTheWall('AnnTaped');
  await page.click('#tab-replays');
  await ann.sees('#replays li', 'AnnTaped');
  await page.click('#replays li button');
  await ann.mode('replay');
  await page.waitForFunction(() => Number(document.getElementById('replay-seek').value) > 0);
  await page.waitForFunction(() => document.getElementById('replay-toggle').textContent === 'Play'); // its end
  const ticks = Number(await page.getAttribute('#replay-seek', 'max'));
  assert.ok(ticks >= 5, `a snake that is born five cells from the wall lives some ticks, not ${ticks}`);
  assert.equal(await page.inputValue('#replay-seek'), String(ticks));
  const snakeAt = async tick => {
    await page.evaluate(value => {
      const seek = document.getElementById('replay-seek');
      seek.value = value;
      seek.dispatchEvent(new Event('input', { bubbles: true }));
      return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, tick);
    const [pixels] = await countColors(browser, await page.locator('#board').screenshot(), FIRST_COLOR);
    return pixels;
  };
  assert.ok(await snakeAt(2) > 200, 'there is a snake at the beginning');
  assert.ok(await snakeAt(ticks) < 50, 'and none at the end');
  assert.ok(await snakeAt(1) > 200, 'and going back brings it back');
  await page.click('#replay-close');
  await ann.mode('watching');
  await ann.leave();
});

test('a click on a name shows the player\'s record', async () => {
  const ann = await visit(browser, `${arena.url}#record`);
  await ann.arrived();
  await ann.playsIntoTheWall('AnnRecorded');
  await ann.sees('#leaders li', 'AnnRecorded'); // the game is in the books
  await ann.page.locator('#leaders button', { hasText: 'AnnRecorded' }).click();
  await ann.sees('#dashboard-stats', 'Games');
  assert.equal(await ann.text('#dashboard-name'), 'AnnRecorded');
  await ann.sees('#dashboard-recent', 'record');
  await ann.page.keyboard.press('Escape');
  await ann.page.waitForFunction(() => !document.getElementById('dashboard').open);
  await ann.leave();
});

test('the page outlives its server: it says so, comes back by itself, and into its room', async () => {
  const mortal = await startArena(QUICK);
  const ann = await visit(browser, `${mortal.url}#home`);
  await ann.arrived();
  await ann.playsIntoTheWall('AnnReturns');
  assert.equal(await mortal.stop(), 0, 'it ends in order');
  await ann.page.waitForFunction(() => document.body.dataset.connection === 'waiting');
  assert.equal(await ann.page.isVisible('#trouble'), true);
  assert.match(await ann.text('#trouble-text'), /closed the connection|does not answer/);
  const reborn = await startArena(QUICK, { port: mortal.port, data: mortal.data });
  try {
    await ann.arrived();
    await ann.sees('#room-name', 'home');
    assert.equal(await ann.page.isVisible('#trouble'), false);
    await ann.sees('#roster li.me', 'AnnReturns');
    await ann.playsIntoTheWall('AnnReturns');
    await ann.leave({ errors: true }); // a browser writes down each attempt that fails
  } finally {
    await reborn.close();
  }
});

test('a killed server has kept the score', async () => {
  const mortal = await startArena(QUICK);
  const ann = await visit(browser, `${mortal.url}#kept`);
  await ann.arrived();
  await ann.playsIntoTheWall('AnnKept');
  await ann.sees('#leaders li', 'AnnKept');
  await mortal.kill();
  await ann.leave({ errors: true });
  const reborn = await startArena(QUICK, { data: mortal.data });
  try {
    const later = await visit(browser, reborn.url);
    await later.sees('#leaders li', 'AnnKept');
    await later.leave();
  } finally {
    await reborn.close();
  }
});
