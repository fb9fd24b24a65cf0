import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { makeTools } from '../support/snapshot-tools.ts';

// Links of public repositories whose verdict was settled by hand, each with what it was settled by: the line of the link,
// and the headings and anchors of the file that it leads to.

interface Case {
  readonly class: string;
  /** Repository, file and line. */
  readonly source: string;
  readonly link: string;
  readonly verdict: keyof typeof SEVERITY;
  readonly document: string;
  readonly files: Readonly<Record<string, string>>;
}

const SEVERITY = {
  ok: undefined,
  'not-a-link': undefined,
  'ok-on-github-warn': 'warning',
  broken: 'error',
  'broken-on-github': 'error',
  // Above the root of the repository, where the site may have a page.
  unverifiable: 'warning',
  // Pinned to a tag or commit that git may have or not.
  'ok-or-unverifiable': undefined,
} as const;

const fixture = path.join(import.meta.dirname, '../fixtures/doc-links/cases.json');
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as readonly Case[];

describe('links of public repositories', () => {
  it.each(cases)('$verdict ($class): $link in $source', async ({ link, verdict, source, document, files }) => {
    const [owner, name] = source.split('/');
    const hosting = async () => ({
      addresses: [`https://github.com/${owner}/${name}.git`],
      branches: ['main', 'master'],
    });
    const judgment = await docLinks.inspect([document], {}, { ...makeTools(files), hosting });
    const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
    const about = findings.filter(({ message }) => message.startsWith(`\`${link}`));
    // The line of the link may stand in the excerpt twice.
    const severities = new Set(about.map(({ severity }) => severity));
    expect([...severities]).toEqual(SEVERITY[verdict] === undefined ? [] : [SEVERITY[verdict]]);
  });
});
