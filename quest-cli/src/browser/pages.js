// Pages that the course's command has written, opened from disk: no server, no network.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { launch } from '../../../lesson04-game-server/src/browser/chromium.js';
import { JVM_FLAGS, java } from '../../../lesson04-game-server/src/browser/server.js';

/** Nothing here waits for time to pass; this only bounds how long a broken page is waited for. */
const PATIENCE_MILLIS = 90_000;

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

export function startBrowser() {
  return launch(chromium);
}

/** A folder for the test's files: `{ path, remove() }`. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'quest-pages-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a main class of the course, of its tests too, with the command's class path. Its output; fails when it fails. */
export function run(mainClass, ...args) {
  if (!process.env.QUEST_CLASSPATH) {
    throw new Error('QUEST_CLASSPATH is missing. Maven sets it: mvn test -Pbrowser -DskipTests -pl quest-cli -am');
  }
  return execFileSync(java(), [...JVM_FLAGS, '-cp', process.env.QUEST_CLASSPATH, mainClass, ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/**
 * Opens a file as a page: `{ page, leave() }`. `leave()` closes it and fails if the page has written an error or a
 * warning to the console, thrown anything, or asked for anything but itself, whether it got it or not.
 */
export async function open(browser, file, options = DESKTOP) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const errors = [];
  const others = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.stack));
  page.on('requestfailed', request => errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('request', request => request.url().split('#')[0] === url || /^(data|blob):/.test(request.url())
    || others.push(request.url()));
  await page.goto(url);
  return {
    page,
    async leave() {
      await context.close();
      assert.deepEqual(errors, [], 'the page writes no errors');
      assert.deepEqual(others, [], 'the page asks for nothing but itself');
    },
  };
}

/** How many pixels the page is wider than its window. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** The least contrast of all text to what is behind it, as the page is drawn: 4.5 is enough for anybody (WCAG AA). */
export function leastContrast(page) {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = color => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return canvas.getImageData(0, 0, 1, 1).data;
    };
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = element => {
      for (let each = element; each; each = each.parentElement) {
        const color = rgba(getComputedStyle(each).backgroundColor);
        if (color[3] > 0) {
          return color;
        }
      }
      return [255, 255, 255];
    };
    const contrasts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.textContent.trim() || element.closest('title, style, script')) {
        continue;
      }
      const style = getComputedStyle(element);
      const ink = rgba(element.closest('svg') ? style.fill : style.color);
      const [high, low] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a);
      contrasts.push({ contrast: (high + 0.05) / (low + 0.05), text: walker.currentNode.textContent.trim() });
    }
    return contrasts.reduce((least, each) => each.contrast < least.contrast ? each : least);
  });
}
