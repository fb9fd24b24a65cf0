import { describe, expect, it } from 'vitest';
import { readChange } from '../../src/doc-links/change.ts';
import { readDocument } from '../../src/doc-links/documents.ts';
import { judgeReferences, missedReferences } from '../../src/doc-links/judge.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import type { Question } from '../../src/doc-links/questions.ts';
import type { Reference } from '../../src/doc-links/references.ts';
import { makeTools } from '../support/snapshot-tools.ts';

const reference = (question: Question): Reference => ({
  document: 'a.md',
  link: { destination: 'x', line: 1, column: 2 },
  question,
});
const anchor = (fragment: string, ...files: readonly string[]): Reference =>
  reference({ type: 'anchor', fragment, files, shown: 'docs', profile: github });

const documents = new Map(
  Object.entries({ 'one.md': '# One', 'two.md': '<a name="ONE"></a>\n\n# Two' }).map(([path, text]) => [
    path,
    readDocument(Buffer.from(text)),
  ]),
);

describe('references', () => {
  it('are settled by any of the files that may have the anchor, exactly or in other letters', () => {
    const all = [
      anchor('one', 'one.md', 'two.md'),
      anchor('ONE', 'one.md', 'two.md'),
      anchor('Two', 'one.md', 'two.md'),
      anchor('three', 'one.md', 'two.md'),
      anchor('one', 'unread.md'),
      reference({ type: 'disk' }),
    ];
    expect(missedReferences(all, documents)).toEqual([all[3], all[4]]);
  });

  it('are told to be in other letters only where no file has them exactly', () => {
    const tools = makeTools({});
    const findings = judgeReferences(
      [anchor('ONE', 'one.md', 'two.md'), anchor('TWO', 'one.md', 'two.md')],
      {
        documents,
        lines: new Map(),
        suggestions: { path: () => undefined, anchor: () => undefined },
        unknown: new Map(),
      },
      { change: readChange(tools.snapshot, tools.before), old: new Map(), added: new Map(), moved: () => undefined },
    );
    expect(findings.map(({ finding: { rule = '', message } }) => [rule, message.slice(-6)])).toEqual([
      ['other-case', '`#two`'],
    ]);
  });

  it('ask for a suggestion once for each missing file', () => {
    const asked: string[] = [];
    const tools = makeTools({});
    const suggestions = { path: (path: string) => void asked.push(path), anchor: () => undefined };
    const missing = (path: string) => reference({ type: 'missing', place: { type: 'missing', path }, isCertain: true });
    const findings = judgeReferences(
      [missing('b.md'), missing('b.md'), missing('c.md')],
      {
        documents,
        lines: new Map(),
        suggestions: { ...suggestions, path: (path) => suggestions.path(path) ?? undefined },
        unknown: new Map(),
      },
      { change: readChange(tools.snapshot, tools.before), old: new Map(), added: new Map(), moved: () => undefined },
    );
    expect([findings.length, asked]).toEqual([3, ['b.md', 'c.md']]);
  });
});
