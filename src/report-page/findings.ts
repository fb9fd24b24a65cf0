import type { Finding } from '../core/outcome.ts';
import { placeOf } from '../report-text/findings.ts';
import { outputEnd } from '../report-text/output-end.ts';
import { hasError, type Result } from '../report-text/results.ts';
import { excerpt } from './excerpt.ts';
import { findingHead, restOf, spreadOf } from './finding-list.ts';
import { code, escaped, folded, type Html, part, sign, words } from './markup.ts';
import { withoutSecrets } from './masked.ts';
import { caveatOf, type FindSource } from './shown-sources.ts';
import { type ToldResult, toldResults } from './told-findings.ts';

/** Lines of a tool's output that are shown: its end, where tools sum up. */
const OUTPUT = { lines: 40, longest: 400 };
/** Lines around a finding. */
const AROUND = 2;

/** What failed and what only warns: each with its findings on the source, and how to make it again. */
export function findingsPart(results: readonly Result[], find: FindSource): Html {
  const told = toldResults(results);
  if (told.length === 0) return '';
  return part('findings', 'Findings', [FILTER, ...told.map((one) => problem(one, told.length, find))]);
}

/** For those with a script. */
const FILTER =
  '<p class="filter" hidden><label for="filter">Show only what has</label> <input id="filter" type="search" autocomplete="off"> <span id="filtered" role="status"></span></p>';

function problem({ result, shown, rest }: ToldResult, checks: number, find: FindSource): Html {
  const { name, tier, status, refuses, reason, again, findings } = result;
  const isTold = reason === undefined || hasError(result);
  const items = shown.map((finding) => `<li class="finding">${findingBlock(finding, find)}</li>`);
  const about = `<span class="quiet">${words(tier)}${refuses ? '' : ', refuses nothing'}</span>`;
  return [
    `<article class="${refuses ? 'bad' : 'odd'}">`,
    `<h3>${sign(refuses ? status : 'warning')} ${escaped(name)} ${about}</h3>`,
    isTold ? '' : `<p>${words(reason)}</p>`,
    spreadOf(findings),
    items.length === 0 ? '' : `<ol class="findings">\n${items.join('\n')}\n</ol>`,
    restOf(rest, shown.length + 1, checks),
    outputBlock(result),
    `<p class="again">Again: ${code(again)}</p>`,
    '</article>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function findingBlock(finding: Finding, find: FindSource): Html {
  const { severity, file, line, column } = finding;
  const head = findingHead(finding);
  if (file === undefined || line === undefined) return head;
  const source = find(file);
  const note = caveatOf(source);
  const marks = new Map([[line, severity === 'error' ? 'found' : 'odd'] as const]);
  const lines =
    source === 'secret' || source === 'unknown'
      ? ''
      : excerpt(`Source at ${placeOf(finding)}`, source.lines, marks, { around: AROUND, most: 1, column });
  const caveat = note === '' || (lines === '' && source !== 'secret') ? '' : `<p class="quiet">${note}</p>`;
  return [head, lines, caveat].filter((one) => one !== '').join('\n');
}

function outputBlock({ output, findings, status }: Result): Html {
  if (output === undefined || findings.length > 0 || status === 'passed') return '';
  const { lines, above } = outputEnd(output, OUTPUT.lines);
  const shown = lines.map((line) => escaped(withoutSecrets(line.slice(0, OUTPUT.longest))));
  const text = `<pre class="output" role="group" tabindex="0" aria-label="Output">${shown.join('\n')}</pre>`;
  return folded(above === '' ? 'Its output' : `The end of its output, ${above.replace('… ', '')}`, text);
}
