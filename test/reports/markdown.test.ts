import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import markdown from '../../src/reports/markdown.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered, everyEnding } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** All nodes, as a parser of GitHub's Markdown sees them. */
function nodesIn(text: string): readonly Node[] {
  const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)];
  return all(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
}

const shown = (...records: readonly RunRecord[]) => markdown.render(records);
const firstLine = (...records: readonly RunRecord[]) => shown(...records).split('\n')[0];
const broken = aCheck({ task: 'types', status: 'broken', message: 'no tsc' });

describe('markdown', () => {
  it('tells every way to end', async () => {
    await expect(shown(everyEnding())).toMatchFileSnapshot('golden/every-ending.md');
  });

  it.each<[string, readonly RunRecord[], string]>([
    ['nothing', [], '**approved** · 0 of 0 checks failed'],
    ['passes', [aRecord({ checks: [aCheck(), aRemembered()] })], '**approved** · 0 of 2 checks failed'],
    ['a failure', [aRefusal({ checks: [aFailure(), aCheck()] })], '**changes requested** · 1 of 2 checks failed'],
    ['a gate', [aRefusal({ checks: [aCheck()], gates: [aGate()] })], '**changes requested** · 1 of 2 checks failed'],
    [
      'a failure that only warns',
      [aRecord({ checks: [aFailure({ warn: true })] })],
      '**approved** · 1 of 1 checks failed',
    ],
    ['what broke', [aRefusal({ checks: [broken, aCheck()] })], '**inconclusive** · 0 of 2 checks failed'],
    [
      'a broken gate',
      [aRefusal({ checks: [], gates: [aGate({ status: 'broken' })] })],
      '**inconclusive** · 0 of 1 checks failed',
    ],
    [
      'what was stopped',
      [aRefusal({ checks: [aCheck({ status: 'cancelled' })] })],
      '**inconclusive** · 0 of 1 checks failed',
    ],
    [
      'what broke beside a failure',
      [aRefusal({ checks: [broken, aFailure()] })],
      '**changes requested** · 1 of 2 checks failed',
    ],
    [
      'a failure that only warns beside what broke',
      [aRefusal({ checks: [broken, aFailure({ warn: true })] })],
      '**inconclusive** · 1 of 2 checks failed',
    ],
    [
      'a refusal for no check',
      [aRecord({ accepted: false, refusals: ['x'] })],
      '**inconclusive** · 0 of 0 checks failed',
    ],
    ['several refs', [aRecord({ checks: [aCheck()] }), aRefusal()], '**changes requested** · 1 of 2 checks failed'],
  ])('begins with the verdict on %s', (_, records, line) => {
    expect(firstLine(...records)).toBe(line);
  });

  it('says what failed and where, and how to make it again', () => {
    const text = shown(aRefusal({ trigger: 'manual', selection: ['--all'] }));
    expect(text).toContain('\nsrc/a.ts:3:7  this is never used\n');
    expect(text).toContain('`npx lattice-hooks run fast --only lint --all`');
  });

  it('says of gates what there is, what is required, and what is short', () => {
    const text = shown(everyEnding());
    expect(text).toContain('| ✗ | `coverage` | `lines` | `89.60% (896/1000)` | `90%` | `4 lines` |');
    expect(text).toContain('| ✓ | `coverage` | `changed lines` | `100.00% (12/12)` | `at most 1 uncovered` |  |');
  });

  it('says why something was left out', () => {
    const skips = [
      { task: 'secrets', by: 'env', reason: 'the server is down' },
      { task: 'types', by: 'once', reason: '' },
    ] as const;
    const text = shown(aRecord({ skips, checks: [aCheck({ task: 'docs', status: 'skipped', reason: 'no-files' })] }));
    expect(text).toContain('- `secrets`: skipped by env: `the server is down`\n');
    expect(text).toContain('- `types`: skipped by once, without a reason\n');
    expect(text).toContain('- `docs`: `nothing changed for it`\n');
  });

  it('is plain text and code, whatever a record holds', () => {
    const allowed = ['root', 'paragraph', 'strong', 'text', 'heading', 'code', 'inlineCode', 'list', 'listItem'];
    const tables = ['table', 'tableRow', 'tableCell', 'emphasis'];
    for (const records of Object.values(SCENES)) {
      const nodes = nodesIn(shown(...records));
      expect(nodes.map(({ type }) => type).filter((type) => ![...allowed, ...tables].includes(type))).toEqual([]);
    }
  });

  it('says in text nothing but its own words', () => {
    const words = nodesIn(shown(...(SCENES['hostile words everywhere'] ?? [])))
      .filter(({ type }) => type === 'text')
      .map(({ value = '' }) => value);
    expect(words.filter((word) => !/^[\w ✗✓·:,.-]+$/.test(word))).toEqual([]);
  });

  it('stays short enough to be read', () => {
    const findings = Array.from({ length: 10_000 }, (_, line) =>
      aFinding({ line: line + 1, message: 'm'.repeat(9999) }),
    );
    const text = shown(aRefusal({ checks: [aFailure({ findings })] }));
    expect(text.length).toBeLessThan(50_000);
    expect(text).toContain('\nand 9950 more\n');
  });
});
