import { chmodSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { ODD_NAMES } from './odd-names.ts';
import type { TestRepository } from './repository.ts';

/** A text of these lines. */
export const lines = (...texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');

/** Makes files old, to tell later whether they were written to. */
export function age(repository: TestRepository, ...files: readonly string[]): void {
  for (const file of files) utimesSync(path.join(repository.root, file), 1000, 1000);
}

/** A worktree with everything that can be half done in it. */
export function makeMess(repository: TestRepository): void {
  const at = (file: string) => path.join(repository.root, file);
  repository.commit({
    '.gitignore': 'ignored.log\n',
    'partial.md': lines('one', 'two', 'three', 'four', 'five'),
    'edited.md': 'edited\n',
    'untouched.md': 'untouched\n',
    'deleted/deep/a.md': 'a\n',
    'deleted/deep/b.md': 'b\n',
    'mode.sh': 'mode\n',
    'to-link.md': 'was a file\n',
    'to-folder.md': 'was a file\n',
    'folder-to-file/in.md': 'in\n',
    'folder-to-link/in.md': 'in\n',
    'private.md': 'private\n',
    'staged-delete.md': 'gone\n',
  });
  symlinkSync('untouched.md', at('link'));
  repository.commit();
  repository.write('partial.md', lines('ONE', 'two', 'three', 'four', 'five'));
  repository.write('private.md', 'private staged\n');
  repository.write('new.md', 'new staged\n');
  repository.git('rm', '-q', 'staged-delete.md');
  repository.git('add', '.');
  repository.write('partial.md', lines('ONE', 'two', 'three', 'four', 'FIVE'));
  repository.write('private.md', 'private edited\n', 0o600);
  repository.write('new.md', 'new edited\n');
  repository.write('edited.md', 'edited by hand\n');
  rmSync(at('deleted'), { recursive: true });
  chmodSync(at('mode.sh'), 0o755);
  for (const name of ['to-link.md', 'to-folder.md', 'folder-to-file', 'folder-to-link', 'link']) {
    rmSync(at(name), { recursive: true });
  }
  symlinkSync('partial.md', at('to-link.md'));
  symlinkSync('partial.md', at('link'));
  repository.write('to-folder.md/inside.md', 'inside\n');
  repository.write('to-folder.md/ignored.log', 'ignored inside\n');
  repository.write('folder-to-file', 'a file now\n');
  repository.write('../outside/in.md', 'outside\n');
  symlinkSync('../outside', at('folder-to-link'));
  repository.write('intended.md', 'intended\n');
  repository.git('add', '-N', 'intended.md');
  repository.write('untracked/deep/u.md', 'u\n', 0o640);
  repository.write('ignored.log', 'ignored\n');
  for (const name of ODD_NAMES) repository.write(`odd/${name}`, name);
  age(
    repository,
    'untouched.md',
    'partial.md',
    'edited.md',
    'private.md',
    'untracked/deep/u.md',
    'to-folder.md/inside.md',
  );
}

/** What git is about to commit in that worktree. */
export const STAGED = {
  '.gitignore': 'ignored.log\n',
  'deleted/deep/a.md': 'a\n',
  'deleted/deep/b.md': 'b\n',
  'edited.md': 'edited\n',
  'folder-to-file/in.md': 'in\n',
  'folder-to-link/in.md': 'in\n',
  link: 'untouched\n',
  'mode.sh': 'mode\n',
  'new.md': 'new staged\n',
  'partial.md': lines('ONE', 'two', 'three', 'four', 'five'),
  'private.md': 'private staged\n',
  'to-folder.md': 'was a file\n',
  'to-link.md': 'was a file\n',
  'untouched.md': 'untouched\n',
};
