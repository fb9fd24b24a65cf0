import { createHash } from 'node:crypto';
import type { ReportBackground } from '../core/contracts/reports.ts';
import type { RepoPath } from '../core/files.ts';
import type { RunRecord } from '../core/record.ts';
import { decide } from '../report-text/decision.ts';
import { type Result, resultsOf } from '../report-text/results.ts';
import { changedFiles, gatesPart } from './coverage.ts';
import { findingsPart } from './findings.ts';
import { historyPart } from './history.ts';
import { leftOutPart } from './left-out.ts';
import { type Html, words } from './markup.ts';
import { rememberedPart } from './remembered.ts';
import { SCRIPT } from './script.ts';
import { sourceFinder } from './shown-sources.ts';
import { STYLES } from './styles.ts';
import { timeLinePart } from './time-line.ts';
import { toldResults } from './told-findings.ts';
import { checksPart, notesPart, verdictBlock } from './verdict.ts';

/** The page on runs: one file that asks nobody for anything, and in which nothing runs but its own script. */
export function pageOf(records: readonly RunRecord[], background: ReportBackground | undefined): Html {
  const results = resultsOf(records);
  const decision = decide(records, results);
  const title = `${decision}: ${[...new Set(records.flatMap(({ tier }) => tier))].join(', ') || 'nothing'}`;
  const parts = partsOf(records, results, background).filter((one) => one !== '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${words(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
<header><p>lattice-hooks</p>
<nav aria-label="Parts of this page"><ul>${parts.map(linkTo).join('')}</ul></nav></header>
<main id="main" tabindex="-1">
${[verdictBlock(records, results, decision), ...parts].join('\n')}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Files whose source the page shows. */
export function filesShown(records: readonly RunRecord[]): readonly RepoPath[] {
  const found = toldResults(resultsOf(records)).flatMap(({ shown }) =>
    shown.flatMap(({ file, line }) => (file && line ? [file] : [])),
  );
  const changed = records.flatMap(({ gates }) => gates.flatMap((gate) => changedFiles(gate).map(({ path }) => path)));
  return [...new Set([...changed.slice(0, 100), ...found])];
}

/** Nothing is loaded, and no style or script is followed but these two. */
const POLICY = `default-src 'none'; style-src 'sha256-${hashOf(STYLES)}'; script-src 'sha256-${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function partsOf(
  records: readonly RunRecord[],
  results: readonly Result[],
  background: ReportBackground | undefined,
): readonly Html[] {
  const { runs = [], unchecked = [] } = background ?? {};
  const find = sourceFinder(records, background);
  return [
    findingsPart(results, find),
    gatesPart(records, find),
    timeLinePart(records),
    checksPart(results),
    rememberedPart(records, runs),
    leftOutPart(records, results, runs, unchecked),
    historyPart(records, runs),
    notesPart(records),
  ];
}

/** From what the part says itself. */
function linkTo(part: Html): Html {
  const [, id, title] = /^<section id="([\w-]+)".*\n<h2[^>]*>([^<]*)</.exec(part) ?? [];
  return `<li><a href="#${id}">${title}</a></li>`;
}
