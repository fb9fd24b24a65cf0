import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { itemsIn, known, messageOf, objectIn, textIn, valueIn } from '../scan-report/fields.ts';
import { gravest, rankOfScore, rankOfWord, scoreOf } from '../scan-report/ranks.ts';

const FORM = 2;

export default {
  summary: "npm audit's JSON (npm audit --json)",
  tools: ['npm-audit', 'npm'],

  recognizes(report) {
    const keys = objectIn(report) ?? {};
    return ['auditReportVersion', 'advisories'].some((key) => key in keys) || isFailure(report) || hasPackages(report);
  },

  read(report) {
    if (isFailure(report)) {
      throw new Error(messageOf('npm audit failed', textIn(report, 'error', 'summary') ?? textIn(report, 'message')));
    }
    if (valueIn(report, 'auditReportVersion') !== FORM) throw new Error(`its \`auditReportVersion\` is not ${FORM}`);
    const packages = objectIn(valueIn(report, 'vulnerabilities'));
    if (packages === undefined) throw new Error('it has no `vulnerabilities`');
    return { findings: Object.entries(packages).map(([name, entry]) => readPackage(name, entry)) };
  },
} satisfies ScanFormat;

/** What npm prints in place of a report, such as when it cannot reach the registry. */
function isFailure(report: unknown): boolean {
  return objectIn(valueIn(report, 'error')) !== undefined;
}

/** A report that lacks its version. */
function hasPackages(report: unknown): boolean {
  const metadata = valueIn(report, 'metadata', 'vulnerabilities');
  return objectIn(valueIn(report, 'vulnerabilities')) !== undefined && objectIn(metadata) !== undefined;
}

function readPackage(name: string, entry: unknown): ScanFinding {
  const causes = itemsIn(entry, 'via');
  const advisories = causes.filter((cause) => objectIn(cause) !== undefined);
  const titles = advisories.map((advisory) => textIn(advisory, 'title') ?? '');
  const packages = causes.filter((cause) => typeof cause === 'string');
  return {
    tool: 'npm-audit',
    rule: textIn(entry, 'name') ?? name,
    message: messageOf(
      `${name} ${textIn(entry, 'range') ?? ''}`,
      [...titles, ...(packages.length === 0 ? [] : [`by ${packages.join(', ')}`])].filter(Boolean).join('; '),
    ),
    ...gravity(entry, advisories, advisories.length === causes.length),
  };
}

/** A score counts before a word; where only some causes have one, each is ranked by what it has and the gravest counts. */
function gravity(entry: unknown, advisories: readonly unknown[], isOwn: boolean): Pick<ScanFinding, 'score' | 'word'> {
  const scores = advisories.map((advisory) => scoreOf(valueIn(advisory, 'cvss', 'score')));
  const own = rankOfWord(valueIn(entry, 'severity'));
  const isScored = isOwn && scores.length > 0 && scores.every((score) => score !== undefined);
  if (isScored) return { score: Math.max(...scores) };
  const ranks = advisories.map((advisory, index) => {
    const score = scores[index];
    return score === undefined ? rankOfWord(valueIn(advisory, 'severity')) : rankOfScore(score);
  });
  return known({ word: gravest([own, ...ranks]) });
}
