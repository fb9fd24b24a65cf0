import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../../src/core/files.ts';
import type { Finding } from '../../../src/core/outcome.ts';
import { quoteLines } from '../../../src/run/records/quote-lines.ts';
import { aFailure, aFinding } from '../../support/records.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

function staged(files: Readonly<Record<string, string>>): FileSet {
  const entries = Object.entries(files).map(([file, text]) => {
    repository.write(file, text);
    return [file, { mode: '100644', id: repository.git('hash-object', '-w', file) }] as const;
  });
  return new Map(entries);
}

const quoted = (tree: FileSet, ...findings: readonly Partial<Finding>[]) =>
  quoteLines(
    { checks: [aFailure({ findings: findings.map((one) => aFinding(one)) })], gates: [] },
    tree,
    repository.place,
  );

describe('lines of findings', () => {
  it('are those that were judged, whatever is on disk by now', async () => {
    const tree = staged({ 'a.ts': '\ufefffirst\r\n\tsecond\r\n\r\n', 'b.ts': 'b\n' });
    repository.write('a.ts', 'another\n');
    rmSync(path.join(repository.root, 'b.ts'));
    const findings = [
      { file: 'a.ts', line: 2 },
      { file: 'a.ts', line: 1 },
      { file: 'b.ts', line: 1 },
    ];
    expect(await quoted(tree, ...findings)).toEqual([
      { file: 'a.ts', line: 2, text: '\tsecond' },
      { file: 'a.ts', line: 1, text: 'first' },
      { file: 'b.ts', line: 1, text: 'b' },
    ]);
  });

  it('come from the disk where git has them not, and only while it holds just that', async () => {
    repository.write('a.ts', 'mine\n');
    const tree: FileSet = new Map([['a.ts', { mode: '100644', id: repository.git('hash-object', 'a.ts') }]]);
    expect(await quoted(tree, { file: 'a.ts', line: 1 })).toEqual([{ file: 'a.ts', line: 1, text: 'mine' }]);
    repository.write('a.ts', 'secret of another\n');
    expect(await quoted(tree, { file: 'a.ts', line: 1 })).toEqual([]);
  });

  it('are none where there is nothing to see: no such line, no such file, a link, a line or a file of a program', async () => {
    const tree = new Map(staged({ 'a.ts': `\n${'x'.repeat(501)}\n`, 'big.ts': 'x\n'.repeat(600_000), 'to.ts': 'y\n' }));
    tree.set('link.ts', { mode: '120000', id: tree.get('to.ts')?.id ?? '' });
    const places = [
      ['a.ts', 1],
      ['a.ts', 2],
      ['a.ts', 99],
      ['big.ts', 1],
      ['link.ts', 1],
      ['../up.ts', 1],
    ] as const;
    expect(await quoted(tree, ...places.map(([file, line]) => ({ file, line })))).toEqual([]);
  });

  it('are none with a secret, whoever speaks of them, and none of a file with a private key or of a binary one', async () => {
    const key = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
    const tree = staged({
      'a.ts': 'const password = "hunter22";\nplain\nconst url = "https://me:hunter22@host/";\n',
      'key.ts': `plain\n${key}\n`,
      'binary.ts': 'plain\n\0\n',
    });
    const places = [
      ['a.ts', 1],
      ['a.ts', 2],
      ['a.ts', 3],
      ['key.ts', 1],
      ['binary.ts', 1],
    ] as const;
    const lines = await quoted(tree, ...places.map(([file, line]) => ({ file, line })));
    expect(lines).toEqual([{ file: 'a.ts', line: 2, text: 'plain' }]);
  });
});
