import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { isFolder } from '../../system/processes/search-path.ts';
import type { Addition } from './additions.ts';
import { leadsBack, type Move, relocated } from './relocate.ts';

/**
 * Leads to the folder that the links beside it come from: by its name it is searched last, for nothing that is not found before.
 * Links are followed by what tells a project's own files from those of others by where they are: coverage.py takes what lies
 * in a searched folder of an environment for other people's, and would measure pytest and all the rest otherwise.
 */
const ORIGIN = 'zzz_lattice_hooks_origin.pth';

/**
 * Makes the virtual environment of a worktree one of a checkout: a folder of links, which is an environment of its own by
 * its `pyvenv.cfg` (PEP 405). Where it leads back into the worktree, as after `pip install -e`, the files that say so, and
 * the programs that name their interpreter, are written anew so that they lead into the checkout. `to`: its place there.
 */
export function linkEnvironment(move: Move, to: RepoPath, additions: Map<RepoPath, Addition>): void {
  const { environment, worktree } = move;
  const isLedBack = leadsBack(environment, worktree);
  additions.set(to, { type: 'folder' });
  for (const name of readdirSync(environment)) {
    const [from, place] = [join(environment, name), join(to, name)];
    if (isLedBack && /^(?:bin|lib|lib64)$/.test(name)) rewrite(from, place, move, additions);
    // Git does not follow links to its ignore file, and environments have one.
    else if (statSync(from, { throwIfNoEntry: false })?.isFile())
      additions.set(place, fileLike(from, readFileSync(from)));
    else additions.set(place, { type: 'link', target: from });
  }
}

/** `bin`, `lib`, its folder for a version of Python, and what is installed there: links, and below that nothing of ours. */
function rewrite(from: string, to: RepoPath, move: Move, additions: Map<RepoPath, Addition>): void {
  const neighbor = neighborOf(from);
  if (neighbor !== undefined) {
    additions.set(to, { type: 'link', target: neighbor });
    return;
  }
  additions.set(to, { type: 'folder' });
  for (const name of readdirSync(from)) {
    // Python would take what it compiled of the other file.
    if (name === '__pycache__') continue;
    const [entry, place] = [join(from, name), join(to, name)];
    const text = relocated(entry, move);
    if (/^(?:python\d.*|site-packages|dist-packages)$/.test(name) && isFolder(entry))
      rewrite(entry, place, move, additions);
    else if (text !== undefined) additions.set(place, fileLike(entry, Buffer.from(text)));
    else additions.set(place, { type: 'link', target: neighborOf(entry) ?? entry });
  }
  if (/^(?:site|dist)-packages$/.test(basename(to)))
    additions.set(join(to, ORIGIN), { type: 'file', bytes: Buffer.from(`${from}\n`), mode: 0o644 });
}

/** What a link leads to that lies beside it, as `lib64` leads to `lib`: the same is there in the checkout. */
function neighborOf(place: string): string | undefined {
  const target = lstatSync(place).isSymbolicLink() ? readlinkSync(place) : '/';
  return target.includes('/') ? undefined : target;
}

function fileLike(original: string, bytes: Buffer): Addition {
  return { type: 'file', bytes, mode: statSync(original).mode & 0o777 };
}
