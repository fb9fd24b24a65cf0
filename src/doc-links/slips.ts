import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import type { Slip } from '../documents/document.ts';
import type { Documents } from './documents.ts';
import { quote } from './messages.ts';

/**
 * What is wrong with the references of documents, and with their bytes. `isAsked`: of which documents it is told; `isFile`:
 * whether a destination of a document leads to a file.
 */
export function slipFindings(
  documents: Documents,
  isAsked: (path: RepoPath) => boolean,
  isFile: (document: RepoPath, destination: string) => boolean,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [file, { slips, utf8 }] of documents) {
    if (!utf8) findings.push(notUtf8(file));
    if (slips.length === 0 || !isAsked(file)) continue;
    // Parentheses behind brackets may be anything: what names a file is meant for a link.
    const told = slips.filter(({ type, label }) => type !== 'spaced-destination' || isFile(file, label));
    findings.push(...told.map((slip) => slipFinding(file, slip)));
  }
  return findings;
}

function notUtf8(file: RepoPath): Finding {
  return { severity: 'warning', message: 'is not UTF-8: some of its links may not be seen', file, rule: 'encoding' };
}

function slipFinding(file: RepoPath, { type, label, line, column }: Slip): Finding {
  return { severity: 'warning', message: MESSAGES[type](label), file, line, column, rule: type };
}

const MESSAGES: Readonly<Record<Slip['type'], (label: string) => string>> = {
  'undefined-reference': (label) => `${quote(`[${label}]`)} is defined nowhere, so that this is text and no link`,
  'unused-definition': (label) => `${quote(`[${label}]`)} is defined, and no link uses it`,
  'duplicate-definition': (label) => `${quote(`[${label}]`)} is defined above already, which is what counts`,
  'spaced-destination': (label) =>
    `${quote(`(${label})`)} makes this text and no link, because of its blanks: write ${quote(`(<${label}>)`)}`,
};
