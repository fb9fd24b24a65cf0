import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepoPath } from '../../../src/core/files.ts';
import { decodePath, onDisk } from '../../../src/core/path-bytes.ts';
import { performIsolated } from '../../support/isolated-work.ts';
import { worldOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

// Isolation over names made up of any bytes, and over what may stand in the place of a tracked file.

/** What became of a file since it was staged. */
type Change = 'none' | 'edited' | 'deleted' | 'link' | 'link outside' | 'folder' | 'untracked';

interface Made {
  readonly name: RepoPath;
  readonly change: Change;
}

/** Any bytes but those that no name can have: NUL and the slash. */
const segment = fc
  .uint8Array({ min: 1, minLength: 1, maxLength: 12 })
  .map((bytes) => decodePath(bytes.map((byte) => (byte === 47 ? 46 : byte))));
const change = fc.constantFrom<Change>('none', 'edited', 'deleted', 'link', 'link outside', 'folder', 'untracked');

/** A few files. Each begins with a number, so that none stands in the way of another, and none is called `..` or `.git`. */
const mess = fc
  .array(fc.record({ segments: fc.array(segment, { minLength: 1, maxLength: 3 }), change }), {
    minLength: 1,
    maxLength: 10,
  })
  .map((all) =>
    all.map(({ segments, change: one }, at): Made => {
      const name = segments.map((part) => `${at}${part}`).join('/');
      return { name, change: one };
    }),
  );

function layOut(repository: TestRepository, all: readonly Made[]): void {
  repository.write('../outside/in.md', 'outside\n');
  for (const { name, change: one } of all) if (one !== 'untracked') repository.write(name, `staged ${name}`);
  repository.commit();
  for (const { name, change: one } of all) {
    const place = onDisk(repository.root, name);
    if (one === 'edited' || one === 'untracked') repository.write(name, 'by hand');
    else if (one !== 'none') rmSync(place);
    if (one === 'link') symlinkSync('nowhere', place);
    if (one === 'link outside') symlinkSync(`${repository.folder}/outside`, place);
    if (one === 'folder') repository.write(`${name}/inside`, 'by hand');
  }
}

describe('isolation', () => {
  it.each([true, false])(
    'shows what is staged under any name, and puts everything back (accepted: %s)',
    async (accepted) => {
      await fc.assert(
        fc.asyncProperty(mess, async (all) => {
          const repository = makeRepository();
          try {
            layOut(repository, all);
            const before = worldOf(repository);
            const { seen, aftermath } = await performIsolated(repository.root, repository.env, {
              everything: true,
              accepted,
            });
            const staged = all.filter(({ change: one }) => one !== 'untracked').map(({ name }) => name);
            expect(Object.keys(seen).sort()).toEqual([...staged].sort());
            expect(worldOf(repository)).toEqual(before);
            expect(aftermath).toEqual({ refusals: [], notes: [] });
            expect(readFileSync(`${repository.folder}/outside/in.md`, 'utf8')).toBe('outside\n');
          } finally {
            repository.remove();
          }
        }),
        { numRuns: 8 },
      );
    },
  );
});
