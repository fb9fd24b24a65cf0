import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onDisk } from '../../../src/core/path-bytes.ts';
import { makeFixingFolder, sweepFixes, takenPlace } from '../../../src/git/isolation/interrupted-fixes.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const ODD = 'src/a\nb \udcff.ts';

let repository: TestRepository;
let own: string;
beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.ts': 'a', [ODD]: 'b' });
  own = path.join(repository.root, '.git/lattice-hooks');
  mkdirSync(own);
});
afterEach(() => repository.remove());

const sweep = () => sweepFixes(repository.root, path.join(repository.root, '.git'));

it('what a run left that was killed between two fixes is removed', () => {
  const aside = makeFixingFolder(own, ['a.ts']);
  mkdirSync(path.join(aside, 'written'));
  writeFileSync(path.join(aside, 'written/a.ts'), 'A');
  writeFileSync(path.join(own, 'lock'), '');
  expect(sweep()).toEqual([]);
  expect(readdirSync(own)).toEqual(['lock']);
  expect(repository.read('a.ts')).toBe('a');
});

it('a file that it had just taken away comes back', () => {
  const aside = makeFixingFolder(own, ['a.ts', ODD]);
  renameSync(onDisk(repository.root, ODD), takenPlace(aside, 1));
  expect(sweep()).toEqual([ODD]);
  expect(repository.read(ODD)).toBe('b');
  expect(readdirSync(own)).toEqual([]);
});

it('and replaces nothing that stands in its place by now', () => {
  const aside = makeFixingFolder(own, ['a.ts']);
  renameSync(onDisk(repository.root, 'a.ts'), takenPlace(aside, 0));
  repository.write('a.ts', 'saved since');
  expect(sweep()).toEqual([]);
  expect(repository.read('a.ts')).toBe('saved since');
  expect(readdirSync(own)).toEqual([]);
});

it('a power cut may have left no names', () => {
  const aside = makeFixingFolder(own, ['a.ts']);
  renameSync(onDisk(repository.root, 'a.ts'), takenPlace(aside, 0));
  writeFileSync(path.join(aside, 'paths'), '');
  expect(sweep()).toEqual([]);
  expect(readdirSync(own)).toEqual([path.basename(aside)]);
});
