// The page of `./quest bench`: charts that everybody can read, whatever they read them with.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DESKTOP, PHONE, folder, leastContrast, open, overflow, run, startBrowser } from './pages.js';

const PAGES = ['headline.html', 'various.html'];

let browser;
let pages;
before(async () => {
  pages = folder();
  run('quest.cli.bench.Fixture', pages.path);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  pages?.remove();
});

for (const name of PAGES) {
  test(`${name}: one heading above all, every chart has words and every table its headings`, async () => {
    const { page, leave } = await open(browser, join(pages.path, name));
    const found = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      tops: document.querySelectorAll('h1').length,
      unnamed: [...document.querySelectorAll('svg.chart')].filter(svg => !svg.getAttribute('aria-label')).length,
      alone: [...document.querySelectorAll('section')].filter(section =>
        section.querySelector('svg.chart') && !section.querySelector('table')).length,
      headless: [...document.querySelectorAll('tbody tr')].filter(row => !row.querySelector('th')).length,
      twice: [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, i, all) => all.indexOf(id) !== i),
      scripts: document.scripts.length,
      charts: document.querySelectorAll('svg.chart').length > 3,
    }));
    assert.deepEqual(found, { lang: 'en', tops: 1, unnamed: 0, alone: 0, headless: 0, twice: [], scripts: 0,
      charts: true });
    await leave();
  });

  test(`${name}: what is drawn stays in its chart, and letters do not cover each other`, async () => {
    for (const size of [DESKTOP, PHONE]) {
      const { page, leave } = await open(browser, join(pages.path, name), size);
      assert.ok(await overflow(page) <= 0, 'nothing makes the page wider than the window');
      const faults = await page.evaluate(() => [...document.querySelectorAll('svg.chart')].flatMap(svg => {
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].map(text => ({ text: text.textContent,
          box: text.getBoundingClientRect() })).filter(({ text }) => text.trim());
        const outside = [...texts, ...[...svg.querySelectorAll('.bar')].map(bar => ({ text: 'a bar',
          box: bar.getBoundingClientRect() }))].filter(({ box }) =>
          box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
        const covered = texts.flatMap((one, i) => texts.slice(i + 1).filter(({ box }) => box.left < one.box.right
          && one.box.left < box.right && box.top + 3 < one.box.bottom && one.box.top + 3 < box.bottom)
          .map(({ text }) => `${one.text} / ${text}`));
        return [...outside.map(({ text }) => `outside: ${text}`), ...covered];
      }));
      assert.deepEqual(faults, []);
      await leave();
    }
  });

  for (const colorScheme of ['dark', 'light']) {
    test(`${name}: text is readable when it is ${colorScheme}`, async () => {
      const { page, leave } = await open(browser, join(pages.path, name), { ...DESKTOP, colorScheme });
      const least = await leastContrast(page);
      assert.ok(least.contrast >= 4.5, `'${least.text}' has a contrast of ${least.contrast}`);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background === 'rgb(255, 255, 255)', colorScheme === 'light', background);
      await leave();
    });
  }
}

test('a bar is as long as its value, beside its ideal', async () => {
  const { page, leave } = await open(browser, join(pages.path, 'various.html'));
  const bars = await page.evaluate(() => [...document.querySelector('svg.chart').querySelectorAll('g')].map(bar => ({
    label: bar.querySelector('text').textContent,
    width: bar.querySelector('.bar').getBoundingClientRect().width,
    ideal: bar.querySelector('.ideal').getBoundingClientRect().x - bar.querySelector('.bar').getBoundingClientRect().x,
  })));
  const find = (label, nth = 0) => bars.filter(bar => bar.label.startsWith(label))[nth];
  const coroutines = find('asCoroutines');
  const threads = find('onPlatformThreads', 1);
  // 542.276 ms beside 212.384 ms; ideals 425 and 200.
  assert.ok(Math.abs(threads.width / coroutines.width - 542.276 / 212.384) < 0.02, JSON.stringify(bars));
  assert.ok(Math.abs(threads.ideal / coroutines.ideal - 425 / 200) < 0.05, JSON.stringify(bars));
  await leave();
});

test('what a failure says cannot become part of the page', async () => {
  const { page, leave } = await open(browser, join(pages.path, 'various.html'));
  assert.match(await page.locator('.warning').first().textContent(), /<b>POOL<\/b>/);
  assert.equal(await page.locator('.warning b').count(), 0);
  await leave();
});

test('the guess stands beside the result', async () => {
  const { page, leave } = await open(browser, join(pages.path, 'headline.html'));
  assert.match(await page.locator('section').first().textContent(), /You guessed 425 ms; it took 202 ms: 2.1 times too high/);
  assert.ok(await page.locator('svg.chart .guess').first().isVisible());
  await leave();
});
