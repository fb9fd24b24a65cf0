import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { decodePath } from '../../src/core/path-bytes.ts';
import type { TestRepository } from './repository.ts';

/** All there is below a folder, `.git` aside: by path, the kind, permissions, time of change (of files) and content. */
export function pictureOf(root: string): Readonly<Record<string, string>> {
  const picture: Record<string, string> = {};
  const visit = (folder: Buffer, prefix: string) => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      if (name.toString() === '.git') continue;
      const place = Buffer.concat([folder, Buffer.from('/'), name]);
      const path = prefix + decodePath(name);
      const stat = lstatSync(place);
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        picture[path] = `folder ${mode}`;
        visit(place, `${path}/`);
      } else if (stat.isSymbolicLink()) picture[path] = `link to ${readlinkSync(place)}`;
      else picture[path] = `file ${mode} ${Math.round(stat.mtimeMs)} ${readFileSync(place, 'latin1')}`;
    }
  };
  visit(Buffer.from(root), '');
  return picture;
}

/** The worktree, the index, and what git says about both. */
export function worldOf(repository: TestRepository) {
  const calm = (...args: readonly string[]) => repository.gitIn(repository.root, args, { GIT_OPTIONAL_LOCKS: '0' });
  return {
    files: pictureOf(repository.root),
    index: calm('ls-files', '--stage').split('\n'),
    status: calm('status', '--porcelain', '--ignored', '--untracked-files=all').split('\n'),
    head: calm('for-each-ref').split('\n'),
  };
}
