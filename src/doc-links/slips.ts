import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import type { Slip } from '../documents/document.ts';
import type { Documents } from './documents.ts';
import { quote } from './messages.ts';

/** What is wrong with the references of documents, and with their bytes. `isAsked`: of which documents it is told. */
export function slipFindings(documents: Documents, isAsked: (path: RepoPath) => boolean): readonly Finding[] {
  return [...documents].flatMap(([file, { slips, utf8 }]) => [
    ...(utf8 ? [] : [notUtf8(file)]),
    ...(isAsked(file) ? slips.map((slip) => slipFinding(file, slip)) : []),
  ]);
}

function notUtf8(file: RepoPath): Finding {
  return { severity: 'warning', message: 'is not UTF-8: some of its links may not be seen', file, rule: 'encoding' };
}

function slipFinding(file: RepoPath, { type, label, line, column }: Slip): Finding {
  return { severity: 'warning', message: MESSAGES[type](quote(`[${label}]`)), file, line, column, rule: type };
}

const MESSAGES: Readonly<Record<Slip['type'], (label: string) => string>> = {
  'undefined-reference': (label) => `${label} is defined nowhere, so that this is text and no link`,
  'unused-definition': (label) => `${label} is defined, and no link uses it`,
  'duplicate-definition': (label) => `${label} is defined above already, which is what counts`,
};
