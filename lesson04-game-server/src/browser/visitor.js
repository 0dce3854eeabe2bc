// A visitor: a browser window of its own, with its own memory, whose every complaint is written down.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { launch } from './chromium.js';

/** Nothing here waits for time to pass; this only bounds how long a broken page is waited for. */
const PATIENCE_MILLIS = 90_000;

export const DESKTOP = { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' };
export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

export function startBrowser() {
  return launch(chromium);
}

/**
 * Opens the page. `leave()` closes the window and fails if the page has written an error, asked another host for
 * anything, or broken its content security policy; with `{ errors: true }` errors are expected.
 */
export async function visit(browser, url, options = DESKTOP) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const page = await context.newPage();
  const errors = [];
  const strangers = [];
  const turns = [];
  let onTurn = () => {};
  const { host } = new URL(url);
  const note = address => new URL(address).host === host || strangers.push(address);
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.stack));
  page.on('request', request => request.url().startsWith('data:') || note(request.url()));
  page.on('websocket', socket => {
    note(socket.url());
    socket.on('framesent', ({ payload }) => {
      const message = JSON.parse(payload);
      if (message.type === 'turn') {
        turns.push(message.direction);
        onTurn();
      }
    });
  });
  await page.goto(url);

  return {
    page, turns,
    text: selector => page.locator(selector).textContent(),
    /** Until the page is in a room, and has shown what is there. */
    arrived: () => page.waitForFunction(() => document.body.dataset.connection === 'open'),
    mode: mode => page.waitForFunction(wanted => document.body.dataset.mode === wanted, mode),
    sees: (selector, text) => page.locator(selector).filter({ hasText: text }).first().waitFor(),
    async plays(name) {
      await page.fill('#name', name);
      await page.click('#play');
      await page.waitForFunction(() => document.body.dataset.mode === 'playing');
    },
    /** Plays and does not steer, until the wall comes, or a stone. */
    async playsIntoTheWall(name) {
      await page.fill('#name', name);
      await page.click('#play');
      await page.locator('#card-title', { hasText: /^You hit/ }).waitFor();
    },
    /** Until so many turns have been sent. */
    turned: count => new Promise(resolve => {
      onTurn = () => turns.length >= count && resolve(turns);
      onTurn();
    }),
    async chats(text) {
      await page.fill('#chat-text', text);
      await page.press('#chat-text', 'Enter');
    },
    async leave({ errors: expected = false } = {}) {
      await context.close();
      assert.deepEqual(strangers, [], 'the page asks nobody but its own server');
      if (!expected) {
        assert.deepEqual(errors, [], 'the page writes no errors');
      }
    },
  };
}

/**
 * How many pixels of a picture (PNG) have each colour of a list (`#rrggbb`), about. A second page of the browser takes
 * the picture apart: it can, and then nothing else here has to.
 */
export async function countColors(browser, png, colors) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async ({ base64, wanted }) => {
      const image = new Image();
      image.src = 'data:image/png;base64,' + base64;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const ctx = canvas.getContext('2d');
      ctx.drawImage(image, 0, 0);
      const { data } = ctx.getImageData(0, 0, image.width, image.height);
      const rgb = wanted.map(color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16)));
      const found = wanted.map(() => 0);
      for (let i = 0; i < data.length; i += 4) {
        rgb.forEach(([r, g, b], which) => {
          if (Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) <= 12) {
            found[which]++;
          }
        });
      }
      return found;
    }, { base64: png.toString('base64'), wanted: colors });
  } finally {
    await page.close();
  }
}
