'use strict';
// Draws the trace events of this page on a canvas: only what is visible, and only once per pixel.

const AXIS = 44;            // height of the time axis and of the acts below it, in CSS pixels
const TEXT_ROW = 15;        // what a lane's moments say
const ROW = 20;             // slices of one depth
const GAP = 7;              // between lanes
const GROUP = 24;           // a group's heading
const CLOSEST = 1;          // the narrowest stretch that can be looked at, in microseconds
const LISTED = 30;
const ALSO = 8;             // of so many others in the same place the details speak
const SAID = 3;             // of so many moments at once it is said what they are
const BLOCKS = 'blocks the loop';
const NARROW = 2;           // slices under so many pixels have no edges, and may become one
const CROWDED = 7;          // ticks closer than that are short, so that they do not hide the slices
const NEAR = 5;             // how far a pointer may be off, in pixels

const byId = id => document.getElementById(id);
const canvas = byId('canvas');
const scroll = byId('scroll');
const tip = byId('tip');
const ctx = canvas.getContext('2d');

// ---- the trace, sorted into lanes ----

const file = JSON.parse(byId('trace').textContent);
const title = file.otherData?.title ?? 'trace';
const lanes = readLanes(file.traceEvents);
const acts = file.traceEvents.filter(event => event.ph === 'i' && event.s === 'g').sort((a, b) => a.ts - b.ts);
const all = { from: 0, to: lastMoment(file.traceEvents) };

function readLanes(events) {
  const groups = new Map();
  const found = new Map();
  const laneOf = event => {
    const key = event.pid + ':' + event.tid;
    if (!found.has(key)) {
      found.set(key, { pid: event.pid, tid: event.tid, name: String(event.tid), sort: event.tid, slices: [], moments: [] });
    }
    return found.get(key);
  };
  const group = event => {
    if (!groups.has(event.pid)) {
      groups.set(event.pid, { name: String(event.pid), sort: event.pid });
    }
    return groups.get(event.pid);
  };
  for (const event of events) {
    switch (event.ph === 'M' ? event.name : event.ph) {
      case 'process_name': group(event).name = event.args.name; break;
      case 'process_sort_index': group(event).sort = event.args.sort_index; break;
      case 'thread_name': laneOf(event).name = event.args.name; break;
      case 'thread_sort_index': laneOf(event).sort = event.args.sort_index; break;
      case 'X': laneOf(event).slices.push(event); break;
      case 'i': if (event.s !== 'g') { laneOf(event).moments.push(event); } break;
    }
  }
  const lanes = [...found.values()].filter(lane => lane.slices.length + lane.moments.length > 0);
  for (const lane of lanes) {
    lane.group = group(lane);
    lane.depths = nest(lane.slices);
    lane.moments.sort((a, b) => a.ts - b.ts);
    lane.inTime = [...lane.slices, ...lane.moments].sort((a, b) => a.ts - b.ts);
    lane.inTime.forEach(event => { event.lane = lane; });
  }
  return lanes.sort((a, b) => a.group.sort - b.group.sort || a.sort - b.sort);
}

/** Slices of a lane lie within or beside each other. Those of one depth are beside each other, and so sorted by both ends. */
function nest(slices) {
  const depths = [];
  const open = [];
  slices.sort((a, b) => a.ts - b.ts); // stable: what stands first in the file is the outer one
  for (const slice of slices) {
    slice.end = Math.round((slice.ts + slice.dur) * 1000) / 1000; // a sum of fractions may miss the next one's beginning
    while (open.length > 0 && open.at(-1).end <= slice.ts) {
      open.pop();
    }
    slice.depth = open.length;
    (depths[slice.depth] ??= []).push(slice);
    open.push(slice);
  }
  return depths;
}

function lastMoment(events) {
  let last = 0;
  for (const event of events) {
    if (event.ph === 'X' || event.ph === 'i') {
      last = Math.max(last, event.ts + (event.dur ?? 0));
    }
  }
  return last > 0 ? last : 1000;
}

const kindOf = event => event.ph === 'i' ? 'moment' : event.args?.[BLOCKS] ? 'blocks'
  : event.cat?.includes('late') ? 'late' : event.cat?.includes('waiting') ? 'waiting' : 'running';

// ---- what is where ----

const rows = [];            // groups' headings and lanes, from top to bottom
let contentHeight = 0;
let width = 0;
let height = 0;
let gutter = 0;             // where names stand
let view = { ...all };
let chosen = null;          // the event that is shown in detail
let colors = {};
let hatch = null;

function layOut() {
  let y = AXIS;
  let group = null;
  rows.length = 0;
  for (const lane of lanes) {
    if (lane.group !== group) {
      group = lane.group;
      rows.push({ group, y, height: GROUP });
      y += GROUP;
    }
    lane.text = lane.moments.length > 0 ? TEXT_ROW : 0;
    lane.y = y;
    lane.height = lane.text + Math.max(1, lane.depths.length) * ROW + GAP;
    rows.push({ lane, y, height: lane.height });
    y += lane.height;
  }
  contentHeight = y + 8;
}

const xOf = time => gutter + (time - view.from) / (view.to - view.from) * (width - gutter);
const timeAt = x => view.from + (x - gutter) / (width - gutter) * (view.to - view.from);

function look(from, to) {
  const widest = (all.to - all.from) * 1.06;
  const span = Math.min(widest, Math.max(CLOSEST, to - from));
  const middle = (from + to) / 2;
  const margin = (all.to - all.from) * 0.03;
  let start = middle - span / 2;
  start = Math.max(all.from - margin, Math.min(start, all.to + margin - span));
  view = { from: start, to: start + span };
  redraw();
}

const fit = () => look(all.from - (all.to - all.from) * 0.03, all.to + (all.to - all.from) * 0.03);

/** So that the moment at x stays where it is. */
function zoom(factor, x = gutter + (width - gutter) / 2) {
  const at = timeAt(x);
  const span = Math.min((all.to - all.from) * 1.06, Math.max(CLOSEST, (view.to - view.from) / factor));
  const share = (x - gutter) / (width - gutter);
  look(at - span * share, at + span * (1 - share));
}

const pan = pixels => {
  const time = pixels / (width - gutter) * (view.to - view.from);
  look(view.from + time, view.to + time);
};

// ---- drawing ----

let drawingIsDue = false;
let painted = 0;            // slices, in the last drawing

function redraw() {
  if (!drawingIsDue) {
    drawingIsDue = true;
    requestAnimationFrame(() => {
      drawingIsDue = false;
      draw();
    });
  }
}

function readColors() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['paper', 'ink', 'faint', 'line', 'stripe', 'running', 'on-running', 'waiting', 'waiting-edge', 'late',
    'late-edge', 'blocks', 'on-blocks', 'chosen']) {
    colors[name] = style.getPropertyValue('--' + name).trim();
  }
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  pen.fillStyle = colors.late;
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = colors['late-edge'];
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  hatch = ctx.createPattern(tile, 'repeat');
}

function resize() {
  width = scroll.clientWidth;
  height = scroll.clientHeight;
  gutter = width < 600 ? 92 : 160;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.height = height + 'px';
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  byId('space').style.height = Math.max(height, contentHeight) + 'px';
  readColors();
  redraw();
}

function draw() {
  painted = 0;
  const top = scroll.scrollTop;
  ctx.fillStyle = colors.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.textBaseline = 'middle';
  const ticks = axisTicks();
  for (const row of rows) {
    const y = row.y - top;
    if (y + row.height >= AXIS && y <= height) {
      row.group ? drawGroup(row.group, y) : drawBackground(row.lane, y);
    }
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(gutter, AXIS, width - gutter, height - AXIS);
  ctx.clip();
  drawGrid(ticks);
  for (const { lane, y: at, height: tall } of rows) {
    const y = at - top;
    if (lane && y + tall >= AXIS && y <= height) {
      drawLane(lane, y);
    }
  }
  drawActLines();
  ctx.restore();
  drawNames(top);
  drawAxis(ticks);
  canvas.dataset.from = view.from;
  canvas.dataset.to = view.to;
}

function drawGroup(group, y) {
  ctx.font = '600 12px system-ui, sans-serif';
  ctx.fillStyle = colors.faint;
  ctx.fillText(group.name, 8, y + GROUP / 2 + 2);
  ctx.fillStyle = colors.line;
  ctx.fillRect(0, y, width, 1);
}

function drawBackground(lane, y) {
  if (lanes.indexOf(lane) % 2 === 0) {
    ctx.fillStyle = colors.stripe;
    ctx.fillRect(0, y, width, lane.height);
  }
}

function drawNames(top) {
  ctx.font = '13px system-ui, sans-serif';
  for (const { lane, y } of rows) {
    const at = y - top;
    if (lane && at + lane.height >= AXIS && at <= height) {
      ctx.fillStyle = chosen?.lane === lane ? colors.running : colors.ink;
      ctx.fillText(shortened(lane.name, gutter - 22), 14, at + lane.text + ROW / 2 + 2);
    }
  }
  ctx.fillStyle = colors.line;
  ctx.fillRect(gutter - 1, AXIS, 1, height - AXIS);
}

function drawLane(lane, y) {
  const base = y + lane.text + 3;
  lane.depths.forEach((slices, depth) => drawSlices(slices, base + depth * ROW));
  drawMoments(lane, y);
  if (chosen?.lane === lane) {
    ctx.strokeStyle = colors.chosen;
    ctx.lineWidth = 2;
    const x = xOf(chosen.ts);
    if (chosen.ph === 'X') {
      ctx.strokeRect(x, base + chosen.depth * ROW, Math.max(3, xOf(chosen.end) - x), ROW - 2);
    } else {
      ctx.strokeRect(x - 3, y + 2, 6, lane.height - GAP);
    }
  }
}

/**
 * Slices of one depth, sorted by both ends. Of those that fall within one pixel, the most telling is drawn; pixels beside
 * each other that look the same are one rectangle.
 */
function drawSlices(slices, y) {
  let run = null;
  const flush = () => {
    if (run) {
      paint(run.kind, run.from - 0.5, run.to - run.from + 1, y);
      run = null;
    }
  };
  for (let i = firstEndingAfter(slices, view.from); i < slices.length && slices[i].ts <= view.to;) {
    const slice = slices[i];
    const x = xOf(slice.ts);
    const right = xOf(slice.end);
    if (right - x >= NARROW) {
      flush();
      drawSlice(slice, x, right, y);
      i++;
      continue;
    }
    const pixel = Math.floor(x);
    const next = Math.max(i + 1, firstEndingAfter(slices, timeAt(Math.max(pixel + 1, Math.floor(right))), i));
    let kind = kindOf(slice);
    for (let other = i + 1; other < next; other++) {
      kind = moreTelling(kind, kindOf(slices[other]));
    }
    if (!run || run.kind !== kind || pixel > run.to + 1) {
      flush();
      run = { kind, from: pixel, to: pixel };
    }
    run.to = Math.max(run.to, pixel + 1, Math.floor(right));
    i = next;
  }
  flush();
}

const TELLING = ['waiting', 'late', 'running', 'blocks'];
const moreTelling = (a, b) => TELLING.indexOf(a) > TELLING.indexOf(b) ? a : b;

function firstEndingAfter(slices, time, low = 0) {
  let high = slices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slices[middle].end < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function drawSlice(slice, x, right, y) {
  const left = Math.max(x, gutter - 2);
  const wide = Math.max(2, Math.min(right, width + 2) - left);
  const kind = kindOf(slice);
  paint(kind, left, wide, y);
  if (wide > 34) {
    ctx.font = '12px system-ui, sans-serif';
    const onColor = kind === 'running' || kind === 'blocks';
    const text = shortened(slice.name, wide - 10);
    const start = Math.max(left, gutter) + 5;
    if (kind === 'late') {
      ctx.fillStyle = colors.late;
      ctx.fillRect(start - 2, y + 3, ctx.measureText(text).width + 4, ROW - 8);
    }
    ctx.fillStyle = onColor ? colors['on-' + kind] : colors.ink;
    ctx.fillText(text, start, y + ROW / 2);
  }
}

/** Shapes differ too, for those who see no colours: full, thinner with an edge, hatched, with a thick edge. */
function paint(kind, x, wide, y) {
  painted++;
  const tall = ROW - 2;
  switch (kind) {
    case 'running':
      ctx.fillStyle = colors.running;
      ctx.fillRect(x, y, wide, tall);
      break;
    case 'blocks':
      ctx.fillStyle = colors.blocks;
      ctx.fillRect(x, y, wide, tall);
      if (wide > 4) {
        ctx.strokeStyle = colors.ink;
        ctx.lineWidth = 2;
        ctx.strokeRect(x + 1, y + 1, wide - 2, tall - 2);
      }
      break;
    case 'waiting':
      edged(colors.waiting, colors['waiting-edge'], x, y + 3, wide, tall - 6);
      break;
    case 'late':
      edged(hatch, colors['late-edge'], x, y + 2, wide, tall - 4);
      break;
  }
}

function edged(fill, edge, x, y, wide, tall) {
  ctx.fillStyle = fill;
  ctx.fillRect(x, y, wide, tall);
  if (wide > 3) {
    ctx.strokeStyle = edge;
    ctx.lineWidth = 1;
    ctx.strokeRect(x + 0.5, y + 0.5, wide - 1, tall - 1);
  }
}

function drawMoments(lane, y) {
  const { moments } = lane;
  ctx.font = '11px system-ui, sans-serif';
  let free = gutter;        // where the last text ends
  let before = -Infinity;   // where the last tick is
  for (let i = firstAtOrAfter(moments, view.from); i < moments.length && moments[i].ts <= view.to;) {
    const x = Math.round(xOf(moments[i].ts));
    const next = firstAtOrAfter(moments, timeAt(x + 1), i + 1);
    const right = next < moments.length ? xOf(moments[next].ts) : width;
    const isAlone = right - x > CROWDED && x - before > CROWDED;
    before = x;
    ctx.fillStyle = isAlone ? colors.ink : colors.faint;
    ctx.fillRect(x - 1, y + 3, isAlone ? 2 : 1, isAlone ? lane.height - GAP - 1 : TEXT_ROW - 5);
    ctx.fillStyle = colors.ink;
    const text = next - i > SAID ? next - i + ' moments' : moments.slice(i, next).map(moment => moment.name).join(' · ');
    const pointing = text + ' ›';
    const wide = ctx.measureText(pointing).width;
    if (wide > right - x - 8 && x - 6 - wide > free) {      // no room at its right, but at its left
      ctx.fillText(pointing, x - 3 - wide, y + TEXT_ROW / 2 + 2);
      free = x;
    } else if (right - x > 32) {
      const shown = shortened(text, right - x - 8);
      ctx.fillText(shown, x + 4, y + TEXT_ROW / 2 + 2);
      free = x + 8 + ctx.measureText(shown).width;
    } else {
      free = x;
    }
    i = next;
  }
}

function firstAtOrAfter(moments, time, low = 0) {
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle].ts < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function drawActLines() {
  ctx.strokeStyle = colors.faint;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  for (const act of acts) {
    const x = Math.round(xOf(act.ts)) + 0.5;
    if (x >= gutter && x <= width) {
      ctx.moveTo(x, AXIS);
      ctx.lineTo(x, height);
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

// ---- the axis of time ----

function axisTicks() {
  const wanted = Math.max(2, Math.floor((width - gutter) / 90));
  const rough = (view.to - view.from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough);
  const ticks = [];
  for (let n = Math.ceil(view.from / step); n * step <= view.to; n++) {
    if (n >= 0) {
      ticks.push({ time: n * step, text: timeText(n * step, step) });
    }
  }
  return ticks;
}

/** In s, ms or µs, whichever suits the step, with as many places as the step needs. */
function timeText(micros, step) {
  const [unit, size] = step >= 100_000 ? ['s', 1e6] : step >= 100 ? ['ms', 1e3] : ['µs', 1];
  const places = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return (micros / size).toFixed(Math.min(6, places)) + ' ' + unit;
}

/** A moment or a duration on its own. */
function exact(micros) {
  const size = Math.abs(micros);
  return size >= 1e6 ? trimmed(micros / 1e6, 3) + ' s' : size >= 1e3 ? trimmed(micros / 1e3, size < 1e4 ? 2 : 1) + ' ms'
    : trimmed(micros, 3) + (size === 0 ? ' ms' : ' µs');
}

const trimmed = (number, places) => String(Number(number.toFixed(places)));

function drawGrid(ticks) {
  ctx.fillStyle = colors.line;
  for (const { time } of ticks) {
    ctx.fillRect(Math.round(xOf(time)), AXIS, 1, height - AXIS);
  }
}

function drawAxis(ticks) {
  ctx.fillStyle = colors.paper;
  ctx.fillRect(0, 0, width, AXIS);
  ctx.font = '12px system-ui, sans-serif';
  ctx.textAlign = 'center';
  for (const { time, text } of ticks) {
    const x = Math.round(xOf(time));
    const half = ctx.measureText(text).width / 2;
    if (x + half <= width && x - half >= gutter - 20) {
      ctx.fillStyle = colors.faint;
      ctx.fillText(text, x, 12);
      ctx.fillStyle = colors.line;
      ctx.fillRect(x, 20, 1, 4);
    }
  }
  ctx.textAlign = 'left';
  drawActs();
  ctx.fillStyle = colors.line;
  ctx.fillRect(0, AXIS - 1, width, 1);
}

function drawActs() {
  ctx.font = '600 12px system-ui, sans-serif';
  ctx.fillStyle = colors.ink;
  acts.forEach((act, i) => {
    const left = Math.max(gutter, xOf(act.ts)) + 4;
    const right = i + 1 < acts.length ? xOf(acts[i + 1].ts) : width;
    if (right - left > 30 && left < width) {
      ctx.fillText(shortened(act.name, Math.min(right, width) - left - 6), left, 33);
    }
  });
}

function shortened(text, wide) {
  const shown = String(text).slice(0, 200);
  if (ctx.measureText(shown).width <= wide) {
    return shown;
  }
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ctx.measureText(shown.slice(0, middle) + '…').width <= wide) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low === 0 ? '' : shown.slice(0, low) + '…';
}

// ---- details ----

function eventAt(x, y, pixels = NEAR) {
  const onPage = y + scroll.scrollTop;
  const row = y < AXIS ? null : rows.find(row => row.lane && onPage >= row.y && onPage < row.y + row.height);
  if (!row || x < gutter) {
    return null;
  }
  const { lane } = row;
  const time = timeAt(x);
  const near = pixels * (view.to - view.from) / (width - gutter);
  const moment = nearestMoment(lane, time, near);
  const inText = onPage < row.y + lane.text;
  if (moment && inText) {
    return moment;
  }
  const depth = Math.floor((onPage - row.y - lane.text - 2) / ROW);
  for (let at = Math.min(depth, lane.depths.length - 1); at >= 0; at--) {
    const slices = lane.depths[at];
    let found = null;
    for (let i = firstEndingAfter(slices, time - near); i < slices.length && slices[i].ts <= time + near; i++) {
      if (slices[i].ts <= time && time <= slices[i].end) {
        found = slices[i];
        if (found.dur > 0) {
          break;
        }
      } else {
        found ??= slices[i];
      }
    }
    if (found && !(moment && found.ts < moment.ts - near)) {
      return found;
    }
    if (found) {
      return moment ?? found;
    }
  }
  return moment;
}

function nearestMoment(lane, time, near) {
  const i = firstAtOrAfter(lane.moments, time);
  return [lane.moments[i - 1], lane.moments[i]].filter(moment => moment && Math.abs(moment.ts - time) <= near)
    .sort((a, b) => Math.abs(a.ts - time) - Math.abs(b.ts - time))[0] ?? null;
}

function show(event, x, y) {
  if (chosen !== event) {
    chosen = event;
    redraw();
  }
  if (!event) {
    tip.hidden = true;
    return;
  }
  tip.replaceChildren(element('b', event.name), element('span', whenText(event)), detailList(event), ...alsoThere(event));
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  const left = x + 14 + box.width > innerWidth ? x - 14 - box.width : x + 14;
  const top = y + 16 + box.height > innerHeight ? y - 10 - box.height : y + 16;
  tip.style.left = Math.max(8, Math.min(left, innerWidth - box.width - 8)) + 'px';
  tip.style.top = Math.max(8, top) + 'px';
}

/** What else is at the same place: in virtual time much may happen at once. */
function alsoThere(event) {
  const near = (view.to - view.from) / (width - gutter);
  const others = event.ph !== 'i' ? [] : event.lane.moments.filter(moment =>
    moment !== event && Math.abs(moment.ts - event.ts) <= near);
  if (others.length === 0) {
    return [];
  }
  const names = others.slice(0, ALSO).map(moment => moment.name);
  return [element('span', `also here: ${names.join(' · ')}${others.length > ALSO ? ` and ${others.length - ALSO} more` : ''}`)];
}

const KINDS = { running: 'runs', waiting: 'waits', late: 'is late', blocks: 'blocks the loop', moment: '' };

function whenText(event) {
  const act = acts.findLast(one => one.ts <= event.ts);
  const inAct = act && act.ts > 0 ? ` (${exact(event.ts - act.ts)} into the act)` : '';   // as the terminal tells it
  const who = `${event.lane.name}, at ${exact(event.ts)}${inAct}`;
  return event.ph === 'i' ? who : `${who}: ${KINDS[kindOf(event)]} for ${exact(event.dur)}`;
}

function detailList(event) {
  const list = element('dl', '');
  for (const [name, value] of Object.entries(event.args ?? {})) {
    list.append(element('dt', name), element('dd', value));
  }
  return list;
}

/** Names come from programs: they are text, and never markup. */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** Shows an event where it is, and brings it into sight if it is not. */
function goTo(event, { zoomIn = false } = {}) {
  const lane = event.lane;
  const end = event.end ?? event.ts;
  if (zoomIn) {
    const around = Math.max(end - event.ts, 100);
    look(event.ts - around, end + around);
  } else if (event.ts > view.to || end < view.from || xOf(event.ts) < gutter) {
    const span = view.to - view.from;
    look(event.ts - span * 0.2, event.ts + span * 0.8);
  }
  if (lane.y - scroll.scrollTop < AXIS || lane.y + lane.height - scroll.scrollTop > height) {
    scroll.scrollTop = lane.y - AXIS - 40;
  }
  const { x, y } = whereIs(event);
  show(event, x, y);
}

/** On the screen: of a slice the middle of what is visible. */
function whereIs(event) {
  const box = canvas.getBoundingClientRect();
  const left = Math.max(gutter + 1, xOf(event.ts));
  const right = Math.min(width, xOf(event.end ?? event.ts));
  const y = event.lane.y - scroll.scrollTop + (event.ph === 'i' ? TEXT_ROW / 2 : event.lane.text + event.depth * ROW + ROW / 2);
  return { x: box.left + Math.max(left, (left + right) / 2), y: box.top + y };
}

function listBlocks() {
  const slices = lanes.flatMap(lane => lane.slices);
  const hasLoop = slices.some(slice => slice.lane.group.name === 'the loop');
  const shown = slices.filter(slice => hasLoop ? slice.lane.group.name === 'the loop' && kindOf(slice) === 'blocks'
    : slice.lane.group.name === 'threads' && kindOf(slice) === 'waiting');
  shown.sort((a, b) => b.dur - a.dur || a.ts - b.ts);
  byId('side-title').textContent = hasLoop || shown.length === 0 ? 'Longest blocks of a loop'
    : 'No loop: longest waits of a thread';
  byId('blocks').replaceChildren(...shown.slice(0, LISTED).map(blockItem));
  if (shown.length === 0) {
    byId('blocks').append(element('p', hasLoop ? 'None: no callback took more than 100 ms.' : 'There is no loop here.'));
  } else if (shown.length > LISTED) {
    byId('blocks').append(element('p', `and ${shown.length - LISTED} shorter ones`));
  }
}

function blockItem(slice) {
  const item = element('li', '');
  const button = element('button', `${exact(slice.dur)}  ${slice.name.replace(/: blocks the loop$/, '')}`);
  const where = slice.args?.callback ? ', ' + slice.args.callback : '';
  button.append(element('small', `${slice.lane.name}, at ${exact(slice.ts)}${where}`));
  button.addEventListener('click', () => goTo(slice, { zoomIn: true }));
  item.append(button);
  return item;
}

// ---- pointer and keys ----

const pointers = new Map();
let pinched = 0;

function local(event) {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

canvas.addEventListener('wheel', event => {
  const at = local(event);
  if (at.x < gutter && !event.ctrlKey || event.shiftKey) {
    return; // over the names, or with Shift: it scrolls
  }
  event.preventDefault();
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    pan(event.deltaX);
  } else {
    const lines = event.deltaMode === 1 ? 30 : 1;
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), at.x);
  }
}, { passive: false });

canvas.addEventListener('pointerdown', event => {
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, local(event));
  pinched = distance();
  canvas.classList.add('dragged');
});

canvas.addEventListener('pointermove', event => {
  const at = local(event);
  const before = pointers.get(event.pointerId);
  if (!before) {
    show(eventAt(at.x, at.y), event.clientX, event.clientY);
    return;
  }
  pointers.set(event.pointerId, at);
  if (pointers.size === 1) {
    pan(before.x - at.x);
    scroll.scrollTop += before.y - at.y;
  } else if (pointers.size === 2) {
    const now = distance();
    const [a, b] = [...pointers.values()];
    if (pinched > 0 && now > 0) {
      zoom(now / pinched, (a.x + b.x) / 2);
    }
    pinched = now;
  }
  tip.hidden = true;
});

for (const name of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(name, event => {
    pointers.delete(event.pointerId);
    pinched = distance();
    canvas.classList.toggle('dragged', pointers.size > 0);
    const at = local(event);
    if (name === 'pointerup' && pointers.size === 0) {
      const near = event.pointerType === 'touch' ? 3 * NEAR : NEAR;
      show(eventAt(at.x, at.y, near), event.clientX, event.clientY); // a finger does not hover: it taps
    }
  });
}

canvas.addEventListener('pointerleave', event => {
  if (event.pointerType === 'mouse') { // a finger leaves when it is lifted: what it has tapped stays shown
    show(null);
  }
});

function distance() {
  const [a, b] = [...pointers.values()];
  return b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

function neighbour(step) {
  const lane = chosen?.lane ?? lanes[0];
  const at = lane.inTime.indexOf(chosen);
  return lane.inTime[Math.max(0, Math.min(lane.inTime.length - 1, at + step))];
}

function laneBeside(step) {
  const at = lanes.indexOf(chosen?.lane);
  const lane = lanes[Math.max(0, Math.min(lanes.length - 1, at + step))];
  const time = chosen?.ts ?? view.from;
  return lane.inTime.find(event => (event.end ?? event.ts) >= time) ?? lane.inTime.at(-1);
}

const KEYS = {
  '+': () => zoom(1.5, chosen ? focusX() : undefined),
  '=': () => zoom(1.5, chosen ? focusX() : undefined),
  '-': () => zoom(1 / 1.5, chosen ? focusX() : undefined),
  '0': fit,
  f: fit,
  ArrowLeft: () => pan(-80),
  ArrowRight: () => pan(80),
  ArrowUp: () => { scroll.scrollTop -= 60; },
  ArrowDown: () => { scroll.scrollTop += 60; },
  n: () => goTo(neighbour(1)),
  p: () => goTo(neighbour(-1)),
  j: () => goTo(laneBeside(1)),
  k: () => goTo(laneBeside(-1)),
  Escape: () => show(null),
};

function focusX() {
  const x = whereIs(chosen).x - canvas.getBoundingClientRect().left;
  return x >= gutter && x <= width ? x : undefined;
}

document.addEventListener('keydown', event => {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act && lanes.length > 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    act();
    if (chosen && !tip.hidden) {
      const { x, y } = whereIs(chosen);
      show(chosen, x, y);
    }
  }
});

byId('in').addEventListener('click', () => zoom(1.5));
byId('out').addEventListener('click', () => zoom(1 / 1.5));
byId('fit').addEventListener('click', fit);
scroll.addEventListener('scroll', redraw);
new ResizeObserver(resize).observe(scroll);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', resize);

/** For whoever looks at the page from outside, such as its tests. */
globalThis.trace = {
  find: (lane, name) => lanes.find(one => one.name === lane).inTime.find(event => event.name === name),
  whereIs,
  painted: () => painted,
};

document.title = title + ': trace';
byId('title').textContent = title;
byId('side').open = innerWidth > 700;
if (file.otherData?.dropped) {
  byId('full').textContent = `The trace is full: ${file.otherData.dropped} more events were dropped.`;
  byId('full').hidden = false;
}
layOut();
listBlocks();
resize();
fit();
