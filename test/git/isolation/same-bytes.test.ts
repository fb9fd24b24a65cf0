import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../../src/core/files.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { withoutSameBytes } from '../../../src/git/isolation/same-bytes.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

afterEach(() => repository.remove());

describe.each([{ sha256: false }, { sha256: true }])(
  'files that hold what the index has, sha256: $sha256',
  (options) => {
    let index: FileSet;

    beforeEach(async () => {
      repository = makeRepository(options);
      repository.commit({ 'a.ts': 'a\n', '-- $(x) ".md': 'x\n', 'b.ts': 'b\n', 'large.bin': 'l'.repeat(2 ** 20) });
      index = (await captureIndex({ cwd: repository.root, env: repository.env })).snapshot.tree;
    });

    const without = (...paths: readonly string[]) => withoutSameBytes(repository.root, index, paths);

    it('are left out', () => {
      expect(without('a.ts', '-- $(x) ".md', 'b.ts')).toEqual([]);
    });

    it('are not those that hold something else, or other line ends, or nothing', () => {
      repository.write('a.ts', 'b\n');
      repository.write('b.ts', 'b\r\n');
      expect(without('a.ts', 'b.ts', 'gone.ts')).toEqual(['a.ts', 'b.ts', 'gone.ts']);
    });

    it('are not looked for where there is too much to read', () => {
      expect(without('large.bin', 'a.ts')).toEqual(['a.ts']);
      expect(without('a.ts', 'large.bin', 'b.ts')).toEqual(['large.bin', 'b.ts']);
    });
  },
);
