/** @typedef {{ scenario: Pick<import('../scenarios/all.mjs').Scenario, 'title' | 'target' | 'unit'>, result: import('./commits.mjs').Result }} Row */

/** One Markdown table: a line for each scenario, a column for each peer, ours first. @param {readonly Row[]} rows @param {readonly string[]} peers */
export function table(rows, peers) {
  const head = ['scenario', 'target', ...peers];
  const lines = rows.map(({ scenario, result }) => [
    scenario.title,
    `${scenario.target} ${scenario.unit}`,
    ...peers.map((peer) => cell(result, peer, peer === 'lattice-hooks' ? scenario.target : undefined)),
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {import('./commits.mjs').Result} result @param {string} peer @param {number | undefined} target */
function cell({ figures, problems }, peer, target) {
  if (problems.has(peer)) return 'no figure, see below';
  const figure = figures.get(peer);
  if (figure === undefined || figure.rounds === 0) return '';
  const { median, spread, rounds } = figure;
  // Of fewer, the quartiles are the figures themselves.
  const text = `${round(median)}${rounds < 4 ? '' : ` ±${round(spread)}`} (${rounds})`;
  if (target === undefined) return text;
  return median <= target ? `**${text}**` : `**${text}**, missed`;
}

/** @param {number} value */
function round(value) {
  return value >= 20 ? value.toFixed(0) : value.toFixed(2);
}
