// Asks once a second while somebody looks, keeps what it has seen, and draws.
import { between, count } from './figures.js';
import { endpoint, event, service } from './panels.js';
import { plot } from './plot.js';

const PERIOD = 1000, WINDOW = 10, KEPT = 301, EVENTS = 300;
const at = (id) => document.getElementById(id);
let started = null, seen = {}, samples = [], events = [], described = [], totals = [], picks = [];

// Relative to /q/console, for proxies that put a prefix before it.
async function ask(path, status) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok && !status) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function forget(state) {
  started = state.started;
  seen = { samples: 0, events: 0 };
  samples = []; events = []; totals = []; picks = []; described = [];
}

async function turn() {
  const state = await ask(`console/state?samples=${seen.samples ?? 0}&events=${seen.events ?? 0}`);
  if (state.started !== started) {
    const first = started === null;
    forget(state);
    if (!first) return;
  }
  samples = [...samples, ...state.samples.map((entry) => entry.value)].slice(-KEPT);
  seen.samples = state.samples.at(-1)?.number ?? seen.samples;
  const fresh = state.events.map((entry) => entry.value);
  events = [...events, ...fresh].slice(-EVENTS);
  seen.events = state.events.at(-1)?.number ?? seen.events;
  if (described.length === 0) described = await ask('endpoints');
  totals = [...totals, { time: performance.now(), of: new Map(state.endpoints.map((one) => [one.endpoint, one])) }].slice(-WINDOW - 1);
  const names = await ask('discovery');
  const reports = await Promise.all(names.map((name) => ask(`discovery/${encodeURIComponent(name)}`)));
  const health = await ask('health/ready', 'any').catch(() => null);
  draw(state.application, health, names, reports, fresh);
}

function draw(application, health, names, reports, fresh) {
  document.title = `${application} – console`;
  at('application').textContent = application;
  const up = health?.status === 'UP';
  at('ready').textContent = up ? 'ready' : 'not ready';
  at('ready').className = `badge ${up ? 'ok' : 'fault'}`;
  verdict(names, reports, up);
  at('traffic').replaceChildren(...plot(samples));
  at('services').replaceChildren(...(names.length === 0 ? ['This service calls no other one.'] : names.map(drawn(reports))));
  const first = totals[0], last = totals.at(-1), seconds = Math.max(1, (last.time - first.time) / 1000);
  at('endpoints').replaceChildren(...described.map((one) => {
    const now = last.of.get(one.name), before = first === last ? now : first.of.get(one.name);
    return endpoint(one, now ? between(before?.calls, now.calls) : { outcomes: {}, buckets: {} }, seconds, now?.inFlight ?? 0);
  }));
  at('events').prepend(...fresh.reverse().map(event));
  while (at('events').childElementCount > EVENTS) at('events').lastElementChild.remove();
}

function drawn(reports) {
  const now = reports.map((report) => new Map(report.nodes.map((node) => [node.id, node.picked])));
  picks = [...picks, now].slice(-WINDOW - 1);
  const sum = (all) => [...all.values()].reduce((total, picked) => total + picked, 0);
  // Without picks in the window the shares since the start say more than zeros.
  return (name, index) => {
    const before = picks[0][index];
    return service(name, reports[index], before && sum(now[index]) > sum(before) ? before : undefined);
  };
}

/** One sentence: which peer, since when, why, and whether callers are hurt. */
function verdict(names, reports, up) {
  const minute = samples.slice(-61);
  const calls = minute.length > 1 ? between(minute[0].calls, minute.at(-1).calls) : null;
  const faults = calls?.outcomes.fault ?? 0;
  const hurt = calls === null || count(calls) === 0 ? 'No calls in the last minute.'
    : faults === 0 ? `Callers see none of it: 0 of ${count(calls)} calls failed in the last minute.`
    : `Callers are hurt: ${faults} of ${count(calls)} calls failed in the last minute.`;
  const troubles = names.flatMap((name, index) => [
    ...reports[index].nodes.filter((node) => node.state !== 'available').map((node) => trouble(name, node)),
    ...(reports[index].error ? [`${name}: DNS fails, the answer of ${Math.round(reports[index].age ?? 0)} s ago is used.`] : []),
    ...(reports[index].nodes.length === 0 ? [`${name}: no instance is known.`] : []),
  ]);
  const words = [...(up ? [] : ['This service is not ready.']), ...troubles.slice(0, 3), ...(troubles.length > 3 ? [`And ${troubles.length - 3} more.`] : [])];
  const line = words.length === 0 ? `All is well. ${hurt.replace('Callers see none of it: ', '')}` : `${words.join(' ')} ${hurt}`;
  if (at('verdict').textContent !== line) at('verdict').textContent = line;
  at('verdict').className = faults > 0 ? 'bad' : words.length > 0 ? 'warn' : '';
}

function trouble(name, node) {
  const own = events.filter((entry) => entry.message.includes(node.addr));
  const told = own.slice(own.findLastIndex((entry) => / is back/.test(entry.message)) + 1).find((entry) => /ejected/.test(entry.message));
  const since = told ? ` since ${new Date(told.at).toLocaleTimeString()}` : '';
  return `${name}: ${node.addr} is ${node.state}${since}${node.reason ? `, ${node.reason}` : ''}.`;
}

async function loop() {
  if (document.visibilityState === 'visible') {
    await turn().catch((failure) => {
      at('verdict').textContent = `The service does not answer: ${failure.message}`;
      at('verdict').className = 'bad';
    });
  }
  setTimeout(loop, PERIOD);
}

loop();
