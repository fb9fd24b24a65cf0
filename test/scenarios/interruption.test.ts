import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What happens to hidden work when a hook is stopped in the middle.

const STAGED = 'staged\n';
const EDITED = 'staged and edited\n';

let project: Project;
let start: string;
beforeAll(() => {
  // Says that it runs, then waits until somebody allows it to end.
  const script = 'touch "$1/running"; while [ ! -e "$1/go" ]; do sleep 0.05; done';
  project = makeProject({ 'a.txt': 'a\n' });
  const run = ['sh', '-c', script, 'sh', project.folder];
  const config = { tiers: { fast: { on: 'pre-commit', tasks: { wait: { run, files: '*.txt', cache: false } } } } };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('reset', '--quiet', '--hard', start);
  project.git('clean', '--quiet', '--force', '-d');
  for (const name of ['running', 'go']) project.start(['rm', '-f', path.join(project.folder, name)]);
  project.write('a.txt', STAGED);
  project.git('add', 'a.txt');
  project.write('a.txt', EDITED);
  project.write('untracked.txt', 'untracked\n');
});

function state(): readonly string[] {
  return [
    project.read('a.txt'),
    project.git('show', ':a.txt'),
    project.read('untracked.txt'),
    project.git('status', '--porcelain'),
  ];
}

/** Begins a commit in a process group of its own, and waits until its task runs. */
async function beginCommit(): Promise<ChildProcess> {
  const child = spawn('git', ['commit', '-q', '-m', 'x'], {
    cwd: project.root,
    env: project.env,
    detached: true,
    stdio: 'ignore',
  });
  await appearance('running');
  return child;
}

function appearance(name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(project.folder, look);
    look();
    function look() {
      if (!existsSync(path.join(project.folder, name))) return;
      watcher.close();
      resolve();
    }
  });
}

function end(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

describe('while a task runs', () => {
  it('unstaged and untracked work is out of sight', async () => {
    const child = await beginCommit();
    expect(project.read('a.txt')).toBe(STAGED);
    expect(existsSync(path.join(project.root, 'untracked.txt'))).toBe(false);
    project.start(['touch', path.join(project.folder, 'go')]);
    expect(await end(child)).toBe(0);
    expect(project.read('a.txt')).toBe(EDITED);
    expect(project.read('untracked.txt')).toBe('untracked\n');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops it and puts everything back', async (signal) => {
    const before = state();
    const child = await beginCommit();
    process.kill(-(child.pid ?? 0), signal);
    await end(child);
    // Git itself may be gone before the hook has put everything back: the hook holds the lock until then.
    expect(project.lattice(['recover']).code).toBe(0);
    expect(state()).toEqual(before);
  });

  it('a kill leaves a journal from which the next hook puts everything back, and says so', async () => {
    const before = state();
    const child = await beginCommit();
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await end(child);
    project.start(['touch', path.join(project.folder, 'go')]);
    const { code, output } = project.tryCommitStaged();
    expect(output).toMatch(/interrupted.*a\.txt/);
    expect(code).toBe(0);
    expect(state().slice(0, 3)).toEqual(before.slice(0, 3));
    expect(project.git('show', 'HEAD:a.txt')).toBe(STAGED.trim());
  });

  it('a second hook waits for the first and says for whom', async () => {
    const child = await beginCommit();
    const second = spawn(
      process.execPath,
      [path.join(project.root, 'node_modules/lattice-hooks/dist/hot.cjs'), 'run', 'fast'],
      {
        cwd: project.root,
        env: project.env,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const said = await new Promise<string>((resolve) =>
      second.stderr.once('data', (data: Buffer) => resolve(data.toString())),
    );
    expect(said).toMatch(
      /^lattice-hooks: waiting for another run here \(`pre-commit`, process \d+\), which began (just now|\d+ s ago)\n$/,
    );
    project.start(['touch', path.join(project.folder, 'go')]);
    expect(await end(child)).toBe(0);
    expect(await end(second)).toBe(0);
    expect(project.read('a.txt')).toBe(EDITED);
  });
});
