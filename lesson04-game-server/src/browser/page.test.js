// The page itself: can everyone use it, whatever they use it with? And does it draw what frames say?

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startArena } from './server.js';
import { DESKTOP, startBrowser, visit } from './visitor.js';

/** More than there are, for a page that would catch the focus. */
const MOST_STOPS = 60;

let arena;
let browser;
before(async () => {
  arena = await startArena(['--bots', '1', '--tick-millis', '250']);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await arena?.close();
});

test('landmarks, one heading above all, no id twice, a language, a title', async () => {
  const ann = await visit(browser, arena.url);
  await ann.arrived();
  const found = await ann.page.evaluate(() => ({
    landmarks: ['header', 'main', 'footer', 'aside'].map(tag => document.querySelectorAll(`body > ${tag}, main ${tag}`)
      .length > 0),
    tops: document.querySelectorAll('h1').length,
    unnamed: [...document.querySelectorAll('section')].filter(section =>
      !document.getElementById(section.getAttribute('aria-labelledby'))?.textContent.trim()).length,
    twice: [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, i, all) => all.indexOf(id) !== i),
    dangling: [...document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]')].flatMap(each =>
      ['aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap(name => (each.getAttribute(name) ?? '')
        .split(' ').filter(id => id && !document.getElementById(id)))),
    pictures: [...document.querySelectorAll('img')].filter(image => !image.hasAttribute('alt')).length,
    lang: document.documentElement.lang,
    title: document.title,
  }));
  assert.deepEqual(found, { landmarks: [true, true, true, true], tops: 1, unnamed: 0, twice: [], dangling: [],
    pictures: 0, lang: 'en', title: 'lobby · Coroutine Quest: the arena' });
  await ann.leave();
});

test('all that can be operated has a name', async () => {
  const ann = await visit(browser, arena.url);
  await ann.arrived();
  await ann.sees('#roster li', 'bot-1');
  const cdp = await ann.page.context().newCDPSession(ann.page);
  // As a screen reader is told it, not as the source has it.
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const operated = new Set(['button', 'textbox', 'tab', 'slider', 'combobox', 'application', 'log', 'link', 'tablist']);
  const shown = nodes.filter(node => !node.ignored && operated.has(node.role?.value));
  assert.ok(shown.length > 10, `there is much to operate: ${shown.length}`);
  const nameless = shown.filter(node => !node.name?.value?.trim()).map(node => node.role.value);
  assert.deepEqual(nameless, []);
  assert.ok(nodes.some(node => node.role?.value === 'status'), 'there is a live region');
  await ann.leave();
});

for (const colorScheme of ['dark', 'light']) {
  test(`text stands out from its ground: ${colorScheme}`, async () => {
    const ann = await visit(browser, arena.url, { ...DESKTOP, colorScheme });
    await ann.arrived();
    await ann.sees('#roster li', 'bot-1');
    const faint = await ann.page.evaluate(() => {
      const channels = color => color.match(/[\d.]+/g).slice(0, 3).map(Number);
      const alpha = color => Number(color.match(/[\d.]+/g)[3] ?? 1);
      const luminance = rgb => rgb.map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
      const ground = node => {
        for (let at = node; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (alpha(backgroundColor) > 0.7) {
            return channels(backgroundColor);
          }
        }
        return channels(getComputedStyle(document.documentElement).backgroundColor);
      };
      const faintOnes = [];
      for (const node of document.querySelectorAll('p, button, h1, h2, label, span, b, kbd, li')) {
        const style = getComputedStyle(node);
        const own = [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
        if (!own || !node.checkVisibility() || node.disabled || style.backgroundImage !== 'none'
            || node.classList.contains('skip')) {
          continue;
        }
        const [a, b] = [luminance(channels(style.color)), luminance(ground(node))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) {
          faintOnes.push(`${node.textContent.trim()}: ${ratio.toFixed(2)}`);
        }
      }
      return faintOnes;
    });
    assert.deepEqual(faint, [], 'contrast of at least 4.5, as WCAG AA wants it');
    await ann.leave();
  });
}

test('everything is reached by the keyboard alone, and one sees where one is', async () => {
  const ann = await visit(browser, arena.url);
  const { page } = ann;
  await ann.arrived();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'play', 'one key plays');
  await page.keyboard.press('Tab');
  const stops = [];
  do {
    stops.push(await page.evaluate(() => {
      const { id, className, parentElement } = document.activeElement;
      const outlined = getComputedStyle(document.activeElement).outlineStyle !== 'none';
      return { at: id || className || parentElement?.id, outlined, page: document.activeElement === document.body };
    }));
    await page.keyboard.press('Tab');
  } while (stops.length < MOST_STOPS && await page.evaluate(() => document.activeElement.id !== 'play'));
  stops.push({ at: 'play', outlined: true });
  for (const wanted of ['skip', 'sound', 'board', 'name', 'play', 'match', 'watch', 'log', 'chat-text', 'add-bot',
    'tab-leaders']) {
    assert.ok(stops.some(({ at }) => at === wanted),
      `${wanted} is a stop of the Tab key: ${stops.map(({ at }) => at)}`);
  }
  assert.deepEqual(stops.filter(({ outlined, page: between }) => !outlined && !between), [], 'each stop is outlined');
  await page.focus('#tab-leaders');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-rooms', 'arrows go from tab to tab');
  assert.equal(await page.isVisible('#rooms-panel'), true);
  await ann.leave();
});

test('the page allows no script but its own files', async () => {
  const response = await fetch(arena.url);
  const policy = response.headers.get('content-security-policy');
  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.doesNotMatch(await response.text(), /<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/, 'nothing inline');
});

test('nothing moves for who prefers less motion', async () => {
  const ann = await visit(browser, arena.url, { ...DESKTOP, reducedMotion: 'reduce' });
  await ann.arrived();
  const glided = await ann.page.evaluate(async () => {
    const { Board } = await import('/board.js');
    const { Theme } = await import('/theme.js');
    const { Picture } = await import('/picture.js');
    const place = document.body.appendChild(document.createElement('div'));
    place.append(document.createElement('canvas'));
    const board = new Board(place.firstChild, new Theme());
    const picture = new Picture(50, 25);
    picture.show([[5, 5, '%', 1], [4, 5, '@', 1], [3, 5, '*', 1]]);
    board.show(picture, 100);
    picture.apply([[6, 5, '%', 1], [5, 5, '@', 1], [4, 5, '*', 1], [3, 5, ' ', 0]]);
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return picture.tracks.get(1).line();
  });
  assert.deepEqual(glided, [{ x: 6, y: 5 }, { x: 5, y: 5 }, { x: 4, y: 5 }]);
  await ann.leave();
});

/** Runs `body(Picture)` in the page, where the page's own modules are. */
async function withPicture(body) {
  const ann = await visit(browser, arena.url);
  const result = await ann.page.evaluate(`import('/picture.js').then(({ Picture }) => (${body})(Picture))`);
  await ann.leave();
  return result;
}

test('a snake glides from cell to cell, and is there when the next tick is due', async () => {
  const heads = await withPicture(Picture => {
    const picture = new Picture(50, 25);
    picture.show([[5, 5, '%', 1], [4, 5, '@', 1], [3, 5, '*', 1]]);
    picture.apply([[6, 5, '%', 1], [5, 5, '@', 1], [4, 5, '*', 1], [3, 5, ' ', 0]]);
    const track = picture.tracks.get(1);
    const seen = [track.line()[0].x];
    picture.advance(0.5);
    seen.push(track.line()[0].x, track.line().at(-1).x);
    picture.advance(1);
    seen.push(track.line()[0].x, track.line().at(-1).x);
    return seen;
  });
  assert.equal(heads[0], 5, 'it starts where it was');
  assert.ok(heads[1] > 5.3 && heads[1] < 5.7, `half a tick later it is half way: ${heads[1]}`);
  assert.ok(heads[2] > 3.3 && heads[2] < 3.7, `and so is its end: ${heads[2]}`);
  assert.deepEqual(heads.slice(3), [6, 4]);
});

test('what happens is told apart: eaten, died, born', async () => {
  const told = await withPicture(Picture => {
    const happened = [];
    const picture = new Picture(50, 25, ({ kind, color, digit }) => happened.push([kind, color, digit ?? null]));
    picture.show([[5, 5, '%', 1], [4, 5, '@', 1], [3, 5, '*', 1], [6, 5, '7', 0]]);
    picture.apply([[6, 5, '%', 1], [5, 5, '@', 1], [4, 5, '*', 1], [3, 5, ' ', 0]]);
    picture.apply([[20, 9, '%', 2], [19, 9, '@', 2], [18, 9, '*', 2]]);
    picture.apply([[6, 5, 'x', 0], [5, 5, '+', 0], [4, 5, '+', 0]]);
    return [happened, [...picture.tracks.keys()]];
  });
  assert.deepEqual(told, [[['eaten', 1, 7], ['born', 2, null], ['died', 1, null]], [2]]);
});

test('a snake that follows its own end closely is one line from head to end', async () => {
  const line = await withPicture(Picture => {
    const picture = new Picture(50, 25);
    // Head and end side by side: the head moves to where the end was.
    picture.show([[5, 5, '%', 1], [6, 5, '@', 1], [6, 6, '@', 1], [5, 6, '*', 1]]);
    picture.apply([[5, 6, '%', 1], [5, 5, '@', 1], [6, 6, '*', 1]]);
    picture.settle();
    return picture.tracks.get(1).line().map(({ x, y }) => [x, y]);
  });
  assert.deepEqual(line, [[5, 6], [5, 5], [6, 5], [6, 6]]);
});

test('a snake that lies beside itself is found from its cells alone', async () => {
  const line = await withPicture(Picture => {
    const picture = new Picture(50, 25);
    picture.show([[5, 5, '%', 3], [6, 5, '@', 3], [7, 5, '@', 3], [7, 6, '@', 3], [6, 6, '@', 3], [5, 6, '@', 3],
      [5, 7, '*', 3]]);
    return picture.tracks.get(3).line().map(({ x, y }) => [x, y]);
  });
  assert.deepEqual(line, [[5, 5], [6, 5], [7, 5], [7, 6], [6, 6], [5, 6], [5, 7]]);
});
