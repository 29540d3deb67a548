// The panels: services with their instances, endpoints with their chains, and the time line.
import { element, svg } from './dom.js';
import { OUTCOMES, duration, fairShare, milliseconds, percent, quantile, rate } from './figures.js';

function bar(value, mark, label) {
  const part = (share) => Math.max(0, Math.min(100, 100 * share));
  const drawing = svg('svg', { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': label });
  drawing.append(svg('rect', { class: 'track', width: 100, height: 8 }), svg('rect', { class: 'value', width: part(value), height: 8 }));
  if (mark !== null) drawing.append(svg('rect', { class: 'mark', x: Math.min(99, part(mark)), width: 1.2, height: 8 }));
  return drawing;
}

const cell = (value, kind) => element('td', kind ? { class: kind } : {}, value);

/** One service: what DNS says, retries, and a table of its instances for each priority. */
export function service(name, report, picksBefore) {
  const panel = element('div', { class: 'service' }, element('h3', {}, name));
  panel.append(...dns(report));
  const priorities = [...new Set(report.nodes.map((node) => node.priority))].sort((one, other) => one - other);
  const picked = (node) => node.picked - (picksBefore?.get(node.id) ?? 0);
  const all = report.nodes.reduce((sum, node) => sum + picked(node), 0);
  for (const priority of priorities) {
    const body = element('tbody');
    for (const node of report.nodes.filter((other) => other.priority === priority)) {
      body.append(instance(node, all === 0 ? 0 : picked(node) / all, fairShare(node, report.nodes)));
    }
    const heads = ['instance', 'state', 'weight', 'share of picks (mark: as weighted)', 'in flight', 'failed', 'ejected'];
    const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
    panel.append(element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Instances of ${name}, priority ${priority}` },
      element('table', {}, element('caption', {}, `priority ${priority}`), element('thead', {}, head), body)));
  }
  return panel;
}

function dns(report) {
  const question = report.question ?? '';
  const age = report.age === null ? 'never answered' : `confirmed ${duration(report.age)} ago, believed for ${duration(report.ttl)}`;
  const facts = element('p', { class: 'facts' }, `DNS${question && ` ${question}`}${report.server ? ` at ${report.server}` : ''}: ${age}`,
    report.dropped ? `; ${report.dropped} records dropped` : '');
  const left = report.age === null ? 0 : Math.max(0, 1 - report.age / Math.max(1, report.ttl));
  const lines = [facts, bar(left, null, `Time to live of the DNS answer: ${percent(left)} left`)];
  if (report.error) lines.push(element('p', { class: 'facts fault' }, `Last lookup failed: ${report.error}`));
  const budget = report.retryBudget === null ? '' : `, ${report.retryBudget} in the budget`;
  lines.push(element('p', { class: 'facts' }, `${report.retries} retries so far${budget}`,
    report.circuit ? `; circuit ${report.circuit}` : '', report.panic ? '; panic mode: ejections are ignored' : ''));
  return lines;
}

function instance(node, share, fair) {
  const state = node.state === 'available' ? (node.pushingBack ? 'pushes back' : 'available') : node.state;
  const kind = state === 'available' ? 'ok' : state === 'ejected' ? 'fault' : 'business';
  const due = node.restsForMs > 0 ? ` Probed in ${duration(node.restsForMs / 1000)}.` : '';
  const why = node.reason ? element('div', { class: 'muted' }, `${node.reason}.${due}`) : null;
  const row = element('tr', {}, cell(node.addr), element('td', {}, element('span', { class: kind }, state), why), cell(node.weight));
  row.append(element('td', {}, `${percent(share)} `, bar(share, fair, `${percent(share)} of the picks; ${percent(fair)} as weighted`)));
  row.append(cell(node.inFlight), cell(node.failed), cell(node.ejected));
  return row;
}

/** One endpoint: the chain as nested rings, outermost first, and the figures of the last seconds. */
export function endpoint(described, calls, seconds, inFlight) {
  let ring = element('strong', {}, described.name);
  for (const layer of [...described.chain].reverse()) {
    ring = element('span', { class: 'onion' }, `${layer} `, ring);
  }
  const figures = element('dl');
  const fact = (name, value, kind) => figures.append(element('dt', {}, name), element('dd', kind ? { class: kind } : {}, value));
  for (const outcome of OUTCOMES) {
    const each = calls.outcomes[outcome] / seconds;
    if (outcome === 'ok' || each > 0) fact(outcome, `${rate(each)} calls/s`, outcome);
  }
  fact('p50, p99', `${milliseconds(quantile(0.5, calls.buckets))}, ${milliseconds(quantile(0.99, calls.buckets))}`);
  fact('in flight', described.limit ? `${inFlight} of ${described.limit}` : inFlight);
  fact('deadline', described.deadlineMs ? milliseconds(described.deadlineMs) : 'none');
  return element('div', { class: 'endpoint' }, ring, figures);
}

const HINTS = [
  [/ejected/, 'Look at the log and the health of that instance. It is probed by one call when its time is over.'],
  [/no available instance|circuit/i, 'Every instance fails: look at the network between, and at the last deployment of that service.'],
  [/lookup failed/, 'Ask the name server by hand: dig SRV name @server. Known instances stay in use meanwhile.'],
  [/DNS has no|NXDOMAIN/i, 'Check the name in the configuration and whether that service has ready instances.'],
  [/budget/, 'Retries are refused so that they make no overload worse. Look at why the first attempts fail.'],
  [/not ready|SIGTERM|SIGINT/, 'The service finishes what runs and stops.'],
];

export function event(entry) {
  const kind = { ERROR: 'fault', WARN: 'business', INFO: 'muted' }[entry.level] ?? 'muted';
  const hint = entry.level === 'INFO' ? undefined : HINTS.find(([pattern]) => pattern.test(entry.message))?.[1];
  const time = element('time', { datetime: new Date(entry.at).toISOString() }, new Date(entry.at).toLocaleTimeString());
  const line = element('li', {}, time, element('span', { class: kind }, entry.category), element('span', {}, entry.message));
  if (hint) line.append(element('span', { class: 'hint muted' }, `→ ${hint}`));
  return line;
}
