import type { Finding } from '../core/outcome.ts';
import { placeOf } from '../report-text/findings.ts';
import { escaped, folded, type Html, named, words } from './markup.ts';

/** UTF-16 code units of findings that stand without their source, of all checks together: a browser opens them at once. */
const MOST = 800_000;
/** From so many findings on it is said where most of them are. */
const MANY = 20;
/** Rules and files that are named for it. */
const NAMED = 5;

/** Place, severity, rank, message and rule on one line. */
export function findingHead(finding: Finding): Html {
  const { message, rule, rank, severity } = finding;
  const place = placeOf(finding);
  return [
    ...(place === '' ? [] : [`<code class="place">${escaped(place)}</code>`]),
    ...(severity === 'warning' ? ['<span class="odd">warning</span>'] : []),
    ...(rank === undefined ? [] : [`<span class="rank">${words(rank)}</span>`]),
    `<span>${words(message)}</span>`,
    ...(rule === undefined ? [] : [`<span class="quiet">${words(rule)}</span>`]),
  ].join(' ');
}

/** Findings beyond those on their source, in a line each; what has no room is counted. `checks`: which share the room. */
export function restOf(rest: readonly Finding[], first: number, checks: number): Html {
  let room = MOST / Math.max(1, checks);
  const items: Html[] = [];
  for (const finding of rest) {
    const item = `<li class="finding">${findingHead(finding)}</li>`;
    room -= item.length;
    if (room < 0) break;
    items.push(item);
  }
  const left = rest.length - items.length;
  const list = items.length === 0 ? '' : `<ol class="findings rest" start="${first}">\n${items.join('\n')}\n</ol>`;
  return [
    ...(list === '' ? [] : [folded(`${items.length} more, without their lines`, list)]),
    ...(left > 0 ? [`<p>and ${left} more in the record</p>`] : []),
  ].join('\n');
}

/** By which rules and in which files most of many findings are. */
export function spreadOf(findings: readonly Finding[]): Html {
  if (findings.length < MANY) return '';
  const rules = most(
    findings.flatMap(({ rule }) => rule ?? []),
    words,
  );
  const files = most(
    findings.flatMap(({ file }) => file ?? []),
    named,
  );
  const parts = [...(rules === '' ? [] : [`By rule: ${rules}.`]), ...(files === '' ? [] : [`By file: ${files}.`])];
  return parts.length === 0 ? '' : `<p class="quiet">${parts.join(' ')}</p>`;
}

function most(values: readonly string[], shown: (value: string) => Html): Html {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  const left = ordered.length - NAMED;
  const told = ordered.slice(0, NAMED).map(([value, count]) => `${shown(value)} ${count}`);
  return [...told, ...(left > 0 ? [`${left} others`] : [])].join(', ');
}
