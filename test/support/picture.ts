import { createHash } from 'node:crypto';
import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
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

/** How fine the clock of a file system may be, in ms: what a file has become since is not told by its times alone. */
const TICK = 100;

/** All there is below a folder, `.git` and the identity of each file included: equal where nothing was done in between. */
export function fingerprintOf(folder: string): string {
  const hash = createHash('sha1');
  const visit = (place: Buffer) => {
    const stat = lstatSync(place, { bigint: true });
    hash.update(place).update(`\0${[stat.ino, stat.mode, stat.nlink, stat.size, stat.mtimeNs, stat.ctimeNs].join()}\0`);
    if (stat.isDirectory()) {
      for (const name of readdirSync(place, { encoding: 'buffer' }).sort(Buffer.compare)) {
        visit(Buffer.concat([place, Buffer.from('/'), name]));
      }
    } else if (stat.isFile() && isRecent(stat)) hash.update(readFileSync(place));
  };
  visit(Buffer.from(folder));
  return hash.digest('hex');
}

function isRecent({ ctimeMs }: BigIntStats): boolean {
  return Date.now() - Number(ctimeMs) < TICK;
}
