// Figures from totals: what happened between two moments. Nothing here knows the page.
export const OUTCOMES = ['ok', 'business', 'fault', 'cancelled'];

/** Returns the calls between two totals; both have `outcomes` and `buckets`. */
export function between(before, after) {
  const outcomes = {}, buckets = {};
  for (const name of OUTCOMES) outcomes[name] = (after.outcomes[name] ?? 0) - (before?.outcomes[name] ?? 0);
  for (const bound of Object.keys(after.buckets)) buckets[bound] = after.buckets[bound] - (before?.buckets[bound] ?? 0);
  return { outcomes, buckets };
}

export const count = (calls) => OUTCOMES.reduce((sum, name) => sum + calls.outcomes[name], 0);

/**
 * Returns the time in milliseconds within which a share of the calls ended, as Prometheus' histogram_quantile computes it: buckets
 * are cumulative, and within one the calls are taken to be spread evenly. Null without calls.
 */
export function quantile(share, buckets) {
  const bounds = Object.keys(buckets).map(Number).sort((one, other) => one - other);
  const total = buckets[String(bounds.at(-1))] ?? 0;
  if (total <= 0) return null;
  const rank = share * total;
  let lower = 0, below = 0;
  for (const bound of bounds) {
    const upTo = bucketOf(buckets, bound);
    if (upTo >= rank) {
      if (!Number.isFinite(bound)) return lower;
      return lower + (bound - lower) * (upTo === below ? 1 : (rank - below) / (upTo - below));
    }
    lower = Number.isFinite(bound) ? bound : lower;
    below = upTo;
  }
  return lower;
}

function bucketOf(buckets, bound) {
  const key = Object.keys(buckets).find((name) => Number(name) === bound);
  return buckets[key];
}

export const milliseconds = (value) =>
  value === null ? '–' : value < 1 ? '< 1 ms' : value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;

export const rate = (value) => (value >= 100 || value === 0 ? value.toFixed(0) : value.toFixed(1));

export const duration = (seconds) =>
  seconds < 120 ? `${Math.round(seconds)} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;

export const percent = (share) => `${(100 * share).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;

/** Returns the share of the calls that an instance should have: its weight among those that serve. */
export function fairShare(node, nodes) {
  if (!serves(node, nodes)) return 0;
  const serving = nodes.filter((other) => serves(other, nodes));
  const weights = serving.reduce((sum, other) => sum + other.weight, 0);
  return weights === 0 ? 1 / serving.length : node.weight / weights;
}

// Older programs do not tell which instances serve: the available ones of the best priority do.
function serves(node, nodes) {
  if (node.serving !== undefined) return node.serving;
  const available = nodes.filter((other) => other.state === 'available');
  return node.state === 'available' && node.priority === Math.min(...available.map((other) => other.priority));
}
