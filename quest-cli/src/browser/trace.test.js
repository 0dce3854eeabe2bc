// The pages of `./quest run NAME --trace FILE.html`: a reader can see when the loop was blocked, and by whom.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DESKTOP, PHONE, folder, leastContrast, open, overflow, run, startBrowser } from './pages.js';

const BLOCKED = 'never-block-the-loop';
const NIGHTMARE = 'blocking-nightmare';

let browser;
let pages;
const file = name => join(pages.path, name + '.html');
before(async () => {
  pages = folder();
  for (const scene of [BLOCKED, NIGHTMARE]) {
    const said = run('quest.cli.Quest', 'run', scene, '--virtual', '--trace', file(scene));
    assert.ok(said.includes('The trace is in ' + file(scene)), said);
  }
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  pages?.remove();
});

/** Where something is on the screen, of the lane and the name that are given. */
const find = (page, lane, name) => page.evaluate(([lane, name]) => trace.whereIs(trace.find(lane, name)), [lane, name]);

/** Which times are visible, in milliseconds. */
const visible = page => page.evaluate(() => {
  const { from, to } = document.getElementById('canvas').dataset;
  return { from: from / 1000, to: to / 1000 };
});

/** Until what was asked for is drawn. */
const drawn = page => page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));

async function tip(page) {
  await page.locator('#tip').waitFor();
  return page.locator('#tip').innerText();
}

test('pointing at the long bar says who blocked the loop, for how long, and where it was scheduled', async () => {
  const { page, leave } = await open(browser, file(BLOCKED));
  const { x, y } = await find(page, 'loop', 'wizard: blocks the loop');
  await page.mouse.move(x, y);
  const text = await tip(page);
  assert.match(text, /wizard: blocks the loop\n.*at 250 ms: blocks the loop for 300 ms/);
  assert.match(text, /callback\s+NeverBlockTheLoop\.onTheLoop/);
  assert.match(text, /scheduled by\s+NeverBlockTheLoop\.Dungeon\.at \(NeverBlockTheLoop\.java:\d+\)/);
  assert.match(text, /deadline\s+250\.000 ms/);
  await leave();
});

test('pointing at a late wait says whom the loop was busy with', async () => {
  const { page, leave } = await open(browser, file(BLOCKED));
  const { x, y } = await find(page, 'torch', 'is late: the loop is busy');
  await page.mouse.move(x, y);
  const text = await tip(page);
  assert.match(text, /torch, at 300 ms: is late for 250 ms/);
  assert.match(text, /meanwhile\s+the loop was in wizard for 250\.000 ms/);
  await leave();
});

test('the list of blocks leads to the block', async () => {
  const { page, leave } = await open(browser, file(BLOCKED));
  assert.equal(await page.locator('#blocks button').count(), 1);
  await page.locator('#blocks button').click();
  await drawn(page);
  const { from, to } = await visible(page);
  assert.ok(from < 250 && from > -100 && to > 550 && to < 900, `${from} to ${to}`);
  assert.match(await tip(page), /wizard: blocks the loop/);
  await leave();
});

test('where there is no loop, the list is of what a thread waited for', async () => {
  const { page, leave } = await open(browser, file(NIGHTMARE));
  assert.match(await page.locator('#side-title').innerText(), /No loop/);
  assert.match(await page.locator('#blocks button').first().innerText(), /^200 ms\s+sleeps\nmain, at 225 ms/);
  await leave();
});

test('the wheel zooms around the pointer, a drag moves, and 0 shows everything again', async () => {
  const { page, leave } = await open(browser, file(BLOCKED));
  await drawn(page);
  const whole = await visible(page);
  const { x, y } = await find(page, 'loop', 'wizard: blocks the loop'); // its middle: 400 ms
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -600);
  await page.waitForFunction(wide => {
    const { from, to } = document.getElementById('canvas').dataset;
    return to - from < wide * 1000;
  }, (whole.to - whole.from) / 2);
  const near = await visible(page);
  const stayed = await find(page, 'loop', 'wizard: blocks the loop');
  assert.ok(near.from > whole.from && near.to < whole.to, JSON.stringify(near));
  assert.ok(Math.abs(stayed.x - x) < 60, `what was under the pointer stays there: ${stayed.x}, was ${x}`);

  await page.mouse.down();
  await page.mouse.move(x - 100, y);
  await page.mouse.up();
  await drawn(page);
  const moved = await visible(page);
  assert.ok(moved.from > near.from, `${moved.from} was ${near.from}`);

  await page.keyboard.press('0');
  await drawn(page);
  assert.deepEqual(await visible(page), whole);
  await leave();
});

test('buttons and keys zoom, arrows move', async () => {
  const { page, leave } = await open(browser, file(BLOCKED));
  await drawn(page);
  const wide = async () => {
    await drawn(page);
    const { from, to } = await visible(page);
    return to - from;
  };
  const whole = await wide();
  await page.click('#in');
  const once = await wide();
  assert.ok(Math.abs(once - whole / 1.5) < 1, `${once} of ${whole}`);
  await page.keyboard.press('+');
  assert.ok(Math.abs(await wide() - whole / 2.25) < 1);
  const before = await visible(page);
  await page.keyboard.press('ArrowRight');
  await drawn(page);
  assert.ok((await visible(page)).from > before.from);
  await page.click('#out');
  await page.keyboard.press('-');
  assert.ok(Math.abs(await wide() - whole) < 1);
  await leave();
});

test('whoever has no pointer goes from one event to the next by keys', async () => {
  const { page, leave } = await open(browser, file(BLOCKED));
  await page.focus('#canvas');
  const seen = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('n');
    seen.push((await page.locator('#tip b').innerText()));
  }
  assert.deepEqual(seen, ['torch', 'drum', 'wizard: blocks the loop', 'computes']);
  await page.keyboard.press('j');
  assert.match(await tip(page), /loop 2, at/);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#tip').isHidden());
  await leave();
});

test('on a phone a tap shows the details, and nothing is wider than the screen', async () => {
  const { page, leave } = await open(browser, file(BLOCKED), PHONE);
  assert.ok(await overflow(page) <= 0);
  const { x, y } = await find(page, 'loop', 'wizard: blocks the loop');
  await page.touchscreen.tap(x, y);
  assert.match(await tip(page), /wizard: blocks the loop/);
  const box = await page.locator('#tip').boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= PHONE.viewport.width, JSON.stringify(box));
  await leave();
});

for (const colorScheme of ['dark', 'light']) {
  test(`text beside the picture is readable when it is ${colorScheme}`, async () => {
    const { page, leave } = await open(browser, file(BLOCKED), { ...DESKTOP, colorScheme });
    const least = await leastContrast(page);
    assert.ok(least.contrast >= 4.5, `'${least.text}' has a contrast of ${least.contrast}`);
    await leave();
  });
}

/** The page with another trace in it. */
function withEvents(name, events) {
  const page = readFileSync(file(BLOCKED), 'utf8');
  const [head, rest] = page.split('<script type="application/json" id="trace">');
  const data = JSON.stringify({ traceEvents: events, otherData: { title: name } }).replaceAll('<', '\\u003c');
  writeFileSync(file(name), head + '<script type="application/json" id="trace">' + data
    + rest.slice(rest.indexOf('</script>')));
  return file(name);
}

test('a name is never markup', async () => {
  const bad = '</script><img src=x onerror="document.body.dataset.taken = 1"><b>bold</b>';
  const meta = (name, pid, tid) => ({ ph: 'M', name, pid, tid, args: { name: bad } });
  const { page, leave } = await open(browser, withEvents(bad.replace(/\W/g, ''), [meta('process_name', 1, 0),
    meta('thread_name', 1, 1), { ph: 'X', name: bad, cat: 'running', ts: 0, dur: 9, pid: 1, tid: 1, args: { [bad]: bad } }]));
  await page.keyboard.press('n');
  assert.ok((await tip(page)).includes(bad));
  assert.equal(await page.locator('b b, img').count(), 0);
  assert.equal(await page.evaluate(() => document.body.dataset.taken), undefined);
  await leave();
});

test('50,000 slices are drawn by looking at a few thousand', async () => {
  const events = [];
  for (let tid = 1; tid <= 10; tid++) {
    for (let i = 0; i < 5000; i++) {
      const cat = i % 2 ? 'waiting' : 'running';
      events.push({ ph: 'X', name: 'slice ' + i, cat, ts: i * 10, dur: 9, pid: 1, tid, args: {} });
    }
  }
  const { page, leave } = await open(browser, withEvents('many', events));
  await drawn(page);
  const painted = await page.evaluate(() => trace.painted());
  assert.ok(painted > 1000 && painted < 20_000, `${painted} painted`);
  await leave();
});
