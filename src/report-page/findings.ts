import type { Finding } from '../core/outcome.ts';
import { inOrder } from '../core/runs/quoted-lines.ts';
import { placeOf } from '../report-text/findings.ts';
import { outputEnd } from '../report-text/output-end.ts';
import { hasError, type Result } from '../report-text/results.ts';
import { excerpt } from './excerpt.ts';
import { code, escaped, folded, type Html, part, sign, words } from './markup.ts';
import { withoutSecrets } from './masked.ts';
import { caveatOf, type FindSource } from './shown-sources.ts';

/** Findings of one check that are shown; fewer where many have some. */
const FINDINGS = { most: 100, least: 10, together: 500 };
/** Lines of a tool's output that are shown: its end, where tools sum up. */
const OUTPUT = { lines: 40, longest: 400 };
/** Lines around a finding. */
const AROUND = 2;

/** What failed and what only warns: each with its findings on the source, and how to make it again. */
export function findingsPart(results: readonly Result[], find: FindSource): Html {
  const told = [...results.filter(({ refuses }) => refuses), ...results.filter(isRemarkable)];
  const share = Math.floor(FINDINGS.together / Math.max(1, told.length));
  const most = Math.min(FINDINGS.most, Math.max(FINDINGS.least, share));
  if (told.length === 0) return '';
  return part('findings', 'Findings', [FILTER, ...told.map((result) => problem(result, most, find))]);
}

/** For those with a script. */
const FILTER =
  '<p class="filter" hidden><label for="filter">Show only what has</label> <input id="filter" type="search" autocomplete="off"> <span id="filtered" role="status"></span></p>';

function isRemarkable({ refuses, status, findings }: Result): boolean {
  return !refuses && (status === 'passed' ? findings.length > 0 : status !== 'skipped');
}

function problem(result: Result, most: number, find: FindSource): Html {
  const { name, tier, status, refuses, reason, again, findings } = result;
  const isTold = reason === undefined || hasError(result);
  const left = findings.length - most;
  const items = inOrder(findings)
    .slice(0, most)
    .map((finding) => `<li class="finding">${findingBlock(finding, find)}</li>`);
  const found = items.length === 0 ? '' : `<ol class="findings">\n${items.join('\n')}\n</ol>`;
  return [
    `<article class="${refuses ? 'bad' : 'odd'}">`,
    `<h3>${sign(refuses ? status : 'warning')} ${escaped(name)}</h3>`,
    `<p>Tier ${words(tier)}${refuses ? '' : ', refuses nothing'}${isTold ? '' : `: ${words(reason)}`}</p>`,
    found,
    ...(left > 0 ? [`<p>and ${left} more in the record</p>`] : []),
    outputBlock(result),
    `<p>Again: ${code(again)}</p>`,
    '</article>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function findingBlock(finding: Finding, find: FindSource): Html {
  const { message, rule, rank, severity, file, line } = finding;
  const place = placeOf(finding);
  const head = [
    ...(place === '' ? [] : [`<code class="place">${escaped(place)}</code>`]),
    ...(severity === 'warning' ? ['<span class="odd">warning</span>'] : []),
    ...(rank === undefined ? [] : [`<span class="rank">${words(rank)}</span>`]),
    `<span>${words(message)}</span>`,
    ...(rule === undefined ? [] : [`<span class="quiet">${words(rule)}</span>`]),
  ].join(' ');
  if (file === undefined || line === undefined) return head;
  const source = find(file);
  const note = caveatOf(source);
  const lines =
    source === 'secret' || source === 'unknown'
      ? ''
      : excerpt(`Source at ${place}`, source.lines, new Map([[line, severity === 'error' ? 'found' : 'odd']]), {
          around: AROUND,
          most: 1,
        });
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
