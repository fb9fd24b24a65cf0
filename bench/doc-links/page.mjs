import { figure, ratio } from './series.mjs';

/**
 * One line of the table: a figure of ours beside another, of the same series.
 * @typedef {{ what: string, ours: string, other: string, series: import('./series.mjs').Series, unit: string, wanted: Wanted }} Row
 * How their quotient has to be: `ours` as large as the other at most, or the other that many times as large as ours.
 * @typedef {{ type: 'at most' | 'faster', times: number }} Wanted
 */

/** @param {readonly Row[]} rows */
export function table(rows) {
  const head = ['what', 'lattice-hooks', 'beside', 'wanted', 'is'];
  return [head, head.map(() => '---'), ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** @param {Row} row */
function cells({ what, ours, other, series, unit, wanted }) {
  const { median, spread } = wanted.type === 'faster' ? ratio(series, other, ours) : ratio(series, ours, other);
  const isReached = wanted.type === 'faster' ? median >= wanted.times : median <= wanted.times;
  const text = `${short(median)} ±${short(spread)}`;
  return [
    what,
    amount(series, ours, unit),
    amount(series, other, unit),
    wanted.type === 'faster' ? `${wanted.times} times as fast` : `at most ${wanted.times} times as much`,
    isReached ? `**${text}**` : `**${text}**, missed`,
  ];
}

/** @param {import('./series.mjs').Series} series @param {string} name @param {string} unit */
function amount(series, name, unit) {
  const { median, spread } = figure(series, name);
  return `${short(median)} ±${short(spread)} ${unit}`;
}

/** @param {number} value */
function short(value) {
  return value >= 20 ? value.toFixed(0) : value.toFixed(2);
}
