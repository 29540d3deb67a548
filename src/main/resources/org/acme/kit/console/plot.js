// One plot: calls each second by outcome as stacked areas, and the 99th percentile as a line with a scale of its own.
import { element, svg } from './dom.js';
import { OUTCOMES, between, count, milliseconds, quantile, rate } from './figures.js';

const WIDTH = 560, HEIGHT = 180, LEFT = 36, RIGHT = 44, BOTTOM = 18, SECONDS = 300;

export function plot(samples) {
  const seconds = samples.slice(1).map((sample, index) => ({
    at: sample.at,
    calls: between(samples[index].calls, sample.calls),
    length: Math.max(0.001, (sample.at - samples[index].at) / 1000),
  }));
  const most = Math.max(1, ...seconds.map((second) => count(second.calls) / second.length));
  const times = seconds.map((second) => quantile(0.99, second.calls.buckets));
  const slowest = Math.max(1, ...times.map((time) => time ?? 0));
  const now = seconds.at(-1)?.at ?? 0;
  const x = (second) => LEFT + (WIDTH - LEFT - RIGHT) * Math.max(0, 1 - (now - second.at) / 1000 / SECONDS);
  const y = (share) => (HEIGHT - BOTTOM) * (1 - share) + 4 * share;

  const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': spoken(seconds) });
  for (const share of [0, 0.5, 1]) {
    drawing.append(svg('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(share), y2: y(share) }));
    drawing.append(svg('text', { x: LEFT - 4, y: y(share) + 4, 'text-anchor': 'end' }, rate(most * share)));
    drawing.append(svg('text', { x: WIDTH - RIGHT + 4, y: y(share) + 4 }, milliseconds(slowest * share)));
  }
  const floor = seconds.map(() => 0);
  for (const outcome of OUTCOMES) {
    const lower = seconds.map((second, index) => `${x(second)},${y(floor[index] / most)}`);
    const upper = seconds.map((second, index) => {
      floor[index] += second.calls.outcomes[outcome] / second.length;
      return `${x(second)},${y(floor[index] / most)}`;
    });
    drawing.append(svg('polygon', { class: `area-${outcome}`, points: [...upper, ...lower.reverse()].join(' ') }));
  }
  const line = seconds.map((second, index) => (times[index] === null ? '' : `${x(second)},${y(times[index] / slowest)}`));
  drawing.append(svg('polyline', { class: 'p99', points: line.filter(Boolean).join(' ') }));
  drawing.append(svg('text', { x: LEFT, y: HEIGHT - 4 }, '5 min ago'));
  drawing.append(svg('text', { x: WIDTH - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end' }, 'now'));
  return [drawing, legend(seconds)];
}

function legend(seconds) {
  const list = element('ul', { class: 'legend' });
  for (const outcome of OUTCOMES) {
    const calls = seconds.reduce((sum, second) => sum + second.calls.outcomes[outcome], 0);
    list.append(element('li', { class: outcome }, `■ ${outcome}: ${calls}`));
  }
  list.append(element('li', { class: 'line' }, 'line: 99th percentile, right scale'));
  return list;
}

function spoken(seconds) {
  const total = (outcome) => seconds.reduce((sum, second) => sum + second.calls.outcomes[outcome], 0);
  return `Calls in the last five minutes: ${OUTCOMES.map((outcome) => `${total(outcome)} ${outcome}`).join(', ')}.`;
}
