// Dev mode only: switches that make peers and DNS sick, and a load that shows what comes of it.
import { element } from './dom.js';
import { operations } from './operations.js';

const PERIOD = 1000;
const SYMPTOMS = {
  NONE: 'well', HANGS: 'hangs', ANSWERS_503: 'answers 503', ANSWERS_503_HALF_THE_TIME: 'answers 503 half the time',
  PUSHES_BACK: 'pushes back', ANSWERS_NONSENSE: 'answers nonsense', REFUSES: 'refuses connections',
  CLOSES_THE_CONNECTION: 'closes the connection', RESETS_IDLE_CONNECTIONS: 'resets idle connections',
};
const DNS = { NONE: 'well', SILENT: 'silent', SERVFAIL: 'SERVFAIL', NXDOMAIN: 'NXDOMAIN' };
let choices = [];

const heard = (node, event, action) => { node.addEventListener(event, action); return node; };
const labelled = (text, control, beside = '') => {
  control.id = `laboratory-${text.replaceAll(/\W/g, '-')}`;
  return element('div', { class: 'field' }, element('label', { for: control.id }, text), element('span', {}, control, ' ', beside));
};
const button = (text, action, name = text) => heard(element('button', { type: 'button', 'aria-label': name }, text), 'click', action);
const named = (name) => (name ? { 'aria-label': name } : {});
const number = (name, max, action) => heard(element('input', { type: 'number', min: 0, max, required: '', ...named(name) }), 'change', action);
const choice = (options, name, action) => heard(element('select', named(name),
  ...Object.entries(options).map(([value, text]) => element('option', { value }, text))), 'change', action);
/** Shows a value, but never under the hands of who is just changing it. */
const set = (control, value) => { if (control !== document.activeElement && control.value !== String(value)) control.value = value; };

const trouble = element('p', { role: 'alert', class: 'fault' });
async function ask(path, document) {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(document) };
  try {
    // Relative to /q/console, for proxies that put a prefix before it.
    const answer = await fetch(`console/laboratory${path}`, document === undefined ? {} : post);
    const said = await answer.json();
    trouble.textContent = answer.ok ? '' : said.detail ?? said.title;
    return answer.ok ? said : null;
  } catch (failure) {
    trouble.textContent = `The service does not answer: ${failure.message}`;
    return null;
  }
}
const change = async (path, document) => show(await ask(path, document));

const rate = heard(element('input', { type: 'range', min: 0, max: 500, step: 10, value: 0 }), 'input', load);
const shownRate = element('output');
const operation = heard(element('select'), 'change', chosen);
const path = heard(element('input', { type: 'text', spellcheck: 'false', value: '/' }), 'change', load);
const body = heard(element('textarea', { rows: 2, spellcheck: 'false' }), 'change', load);
const counts = element('p', { class: 'counts' });
const dns = choice(DNS, '', changeDns);
const dnsDelay = number('', 60000, changeDns);
const dnsAddress = element('p', { class: 'facts' });
const peers = element('div');

function load() {
  shownRate.textContent = `${rate.value} calls/s`;
  const method = choices[operation.selectedIndex]?.method ?? 'GET';
  change('/load', { rate: Number(rate.value), method, path: path.value, body: method === 'GET' ? '' : body.value });
}

function chosen() {
  const one = choices[operation.selectedIndex];
  path.value = one.path;
  body.value = one.body;
  load();
}

function changeDns() {
  change('/dns', { symptom: dns.value, delayMs: Number(dnsDelay.value) });
}

const rows = new Map();
function row(peer, copy) {
  const send = () => change('/copy', {
    peer, copy: copy.copy, symptom: symptom.value, delayMs: Number(delay.value), priority: Number(priority.value), weight: Number(weight.value),
  });
  const symptom = choice(SYMPTOMS, `Symptom of ${copy.address}`, send);
  const delay = number(`Milliseconds by which ${copy.address} is slow`, 60000, send);
  const priority = number(`Priority of ${copy.address}`, 65535, send);
  const weight = number(`Weight of ${copy.address}`, 65535, send);
  const remove = button('Remove', () => change('/remove', { peer, copy: copy.copy }), `Remove ${copy.address}`);
  const line = element('tr', {}, ...[copy.address, symptom, delay, priority, weight, remove].map((part) => element('td', {}, part)));
  return { line, update: (now) => { set(symptom, now.symptom); set(delay, now.delayMs); set(priority, now.priority); set(weight, now.weight); } };
}

function table(peer) {
  const body = element('tbody', {}, ...peer.copies.map((copy) => rows.get(`${peer.name} ${copy.address}`).line));
  const heads = ['peer', 'is', 'slow by ms', 'priority', 'weight', 'DNS'].map((text) => element('th', { scope: 'col' }, text));
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Switches of ${peer.name}` },
    element('table', {}, element('caption', {}, peer.name), element('thead', {}, element('tr', {}, ...heads)), body),
    button('Add a peer', () => change('/add', { peer: peer.name }), `Add a peer to ${peer.name}`));
}

let drawn = '';
function show(state) {
  if (!state) return;
  const there = JSON.stringify(state.peers.map((peer) => [peer.name, peer.copies.map((copy) => copy.address)]));
  if (there !== drawn) {
    drawn = there;
    rows.clear();
    for (const peer of state.peers) for (const copy of peer.copies) rows.set(`${peer.name} ${copy.address}`, row(peer.name, copy));
    peers.replaceChildren(...(state.peers.length === 0 ? ['A bean of type DevPeer brings peers: see the recipe «Test a client».'] : state.peers.map(table)));
  }
  for (const peer of state.peers) for (const copy of peer.copies) rows.get(`${peer.name} ${copy.address}`).update(copy);
  set(dns, state.dns.symptom);
  set(dnsDelay, state.dns.delayMs);
  dnsAddress.textContent = `The DNS server of dev mode is at ${state.dns.address}; its answers live for 5 s.`;
  set(rate, state.load.order.rate);
  shownRate.textContent = `${rate.value} calls/s`;
  const each = Object.entries(state.load.answers).map(([status, count]) => `${status}: ${count}`);
  counts.replaceChildren(element('strong', { class: state.load.failed > 0 ? 'fault' : 'ok' }, `failed: ${state.load.failed}`),
    ` · ${[...each, `in flight: ${state.load.inFlight}`].join(' · ')}`);
}

async function begin() {
  const title = element('div', { class: 'title' }, element('h2', { id: 'laboratory-title' }, 'Laboratory'),
    element('p', { class: 'muted' }, 'Dev mode only. Set a load, make a peer sick, and look below at what the kit does about it.'),
    button('Reset', () => change('/reset', {})));
  const left = element('div', {}, element('h3', {}, 'Load'), labelled('Calls each second', rate, shownRate),
    labelled('Call', operation), labelled('Path', path), labelled('Body', body), counts,
    element('h3', {}, 'DNS'), labelled('DNS is', dns), labelled('DNS is slow by', dnsDelay, 'ms'), dnsAddress);
  const right = element('div', {}, element('h3', {}, 'Peers'), peers);
  document.querySelector('main').prepend(element('section', { id: 'laboratory', 'aria-labelledby': 'laboratory-title' },
    title, trouble, element('div', { class: 'halves' }, left, right)));
  choices = operations(await ask('/contract') ?? {});
  operation.append(...choices.map((one) => element('option', {}, one.name)));
  const state = await ask('');
  const now = state?.load.order;
  const known = choices.findIndex((one) => now && one.method === now.method && one.path === now.path);
  operation.selectedIndex = Math.max(0, known);
  path.value = known < 0 ? choices[0]?.path ?? '/' : now.path;
  body.value = known < 0 ? choices[0]?.body ?? '' : now.body;
  show(state);
  loop();
}

async function loop() {
  if (document.visibilityState === 'visible') show(await ask(''));
  setTimeout(loop, PERIOD);
}

begin();
