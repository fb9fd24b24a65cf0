import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { isFolder } from '../../system/search-path.ts';
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
 * the programs that name their interpreter, are written anew so that they lead into the checkout.
 */
export function linkEnvironment(move: Move): void {
  const { environment, own, worktree } = move;
  const isLedBack = leadsBack(environment, worktree);
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(environment)) {
    const [from, to] = [join(environment, name), join(own, name)];
    if (isLedBack && /^(?:bin|lib|lib64)$/.test(name)) rewrite(from, to, move);
    // Git does not follow links to its ignore file, and environments have one.
    else if (statOf(from)?.isFile()) copyFileSync(from, to);
    else symlinkSync(from, to);
  }
}

/** `bin`, `lib`, its folder for a version of Python, and what is installed there: links, and below that nothing of ours. */
function rewrite(from: string, to: string, move: Move): void {
  if (linkWithin(from, to)) return;
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    // Python would take what it compiled of the other file.
    if (name === '__pycache__') continue;
    const [entry, target] = [join(from, name), join(to, name)];
    const text = relocated(entry, move);
    if (/^(?:python\d.*|site-packages|dist-packages)$/.test(name) && isFolder(entry)) rewrite(entry, target, move);
    else if (text !== undefined) writeFileSync(target, text, { mode: statSync(entry).mode });
    else if (!linkWithin(entry, target)) symlinkSync(entry, target);
  }
  if (/^(?:site|dist)-packages$/.test(basename(to))) writeFileSync(join(to, ORIGIN), `${from}\n`);
}

/** A link to a neighbor, such as `lib64` to `lib`, leads to the neighbor here. Returns whether it is one. */
function linkWithin(from: string, to: string): boolean {
  const target = lstatSync(from).isSymbolicLink() ? readlinkSync(from) : '/';
  if (target.includes('/')) return false;
  symlinkSync(target, to);
  return true;
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}
