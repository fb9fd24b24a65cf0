import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RepoPath } from '../../src/core/files.ts';
import { decodePath, onDisk } from '../../src/core/path-bytes.ts';
import type { Aftermath, Verdict } from '../../src/core/ports.ts';
import { type GitPlace, git } from '../../src/git/git.ts';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { isolate } from '../../src/git/isolation/isolate.ts';
import { hashObjects } from '../../src/git/objects/hash-files.ts';
import { findRepository } from '../../src/git/repository.ts';

/** What tasks do in an isolated worktree. Plain JSON, so that it can be handed to a process of its own. */
export interface Script {
  /** A task reads the whole project. */
  readonly everything?: boolean;
  /** Untracked files stay in its sight. */
  readonly showsUntracked?: boolean;
  readonly reads?: readonly RepoPath[];
  /** What fixers are handed, besides what they rewrite. */
  readonly handed?: readonly RepoPath[];
  /** What fixers write, and report. */
  readonly fixes?: Readonly<Record<RepoPath, string>>;
  /** What somebody writes after the fixers, or removes (null), and nobody reports. */
  readonly writes?: Readonly<Record<RepoPath, string | null>>;
  /** Git commands that a task runs after that, by their arguments. */
  readonly git?: readonly (readonly string[])[];
  /** Names of the tasks that ran. */
  readonly ran?: readonly string[];
  /** Whether the tasks pass; left out: the work throws. */
  readonly accepted?: boolean;
  /** What another program stages once it is known what is to be committed, before anything is hidden. */
  readonly staged?: Readonly<Record<RepoPath, string>>;
  /** Start of the run, in ISO 8601. */
  readonly startedAt?: string;
}

/** What became of it, and what the tasks saw: the text of every file. */
export interface Performed {
  readonly aftermath: Aftermath;
  readonly seen: Readonly<Record<RepoPath, string>>;
}

/** Isolates the worktree around a folder, as a hook would, and lets the tasks do their work; `begin` is called before that. */
export async function performIsolated(
  cwd: string,
  env: GitPlace['env'],
  script: Script,
  begin: () => void = () => undefined,
): Promise<Performed> {
  const repository = await findRepository(cwd, env);
  const place = { cwd: repository.root, env };
  const captured = await captureIndex(place);
  for (const [name, text] of Object.entries(script.staged ?? {})) {
    writeFileSync(path.join(cwd, name), text);
    await git(place, ['add', '--', name]);
  }
  const fixes = script.fixes ?? {};
  const exposure = {
    everything: script.everything ?? false,
    showsUntracked: script.showsUntracked ?? false,
    reads: new Set(script.reads ?? []),
    rewrites: new Set([...(script.handed ?? []), ...Object.keys(fixes)]),
  };
  let seen: Performed['seen'] = {};
  const startedAt = script.startedAt ?? '2026-01-02T03:04:05.678Z';
  const isolation = { place, repository, captured, exposure, startedAt, pid: process.pid };
  const aftermath = await isolate(isolation, async () => {
    begin();
    try {
      seen = await readAll(place);
      return await work(place, script);
    } catch (error) {
      throw new Error(`the work broke: ${error}`);
    }
  });
  return { aftermath, seen };
}

async function work(
  place: GitPlace,
  { fixes = {}, writes = {}, git: commands = [], ran = [], accepted }: Script,
): Promise<Verdict> {
  for (const [file, text] of Object.entries(fixes)) writeAt(place.cwd, file, text);
  const fixed = await hashObjects(place, Object.keys(fixes));
  for (const [file, text] of Object.entries(writes)) {
    rmSync(onDisk(place.cwd, file), { recursive: true, force: true });
    if (text !== null) writeAt(place.cwd, file, text);
  }
  // A task is told nothing of the index that git is committing.
  const { GIT_INDEX_FILE: _index, ...env } = place.env;
  for (const args of commands) await git({ ...place, env }, args);
  if (accepted === undefined) throw new Error('by order');
  return { accepted, fixes: fixed, ran };
}

function writeAt(root: string, file: string, text: string): void {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(onDisk(root, file), text);
}

/** Every file on disk that git does not ignore. */
async function readAll(place: GitPlace): Promise<Readonly<Record<RepoPath, string>>> {
  const listed = await git(place, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const seen: Record<RepoPath, string> = {};
  for (const name of listed.toString('latin1').split('\0')) {
    if (name === '') continue;
    const file = decodePath(Buffer.from(name, 'latin1'));
    const text = textAt(place.cwd, file);
    if (text !== undefined) seen[file] = text;
  }
  return seen;
}

function textAt(root: string, file: RepoPath): string | undefined {
  try {
    return readFileSync(onDisk(root, file), 'utf8');
  } catch {
    return undefined;
  }
}
