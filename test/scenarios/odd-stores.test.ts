import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// Where what is remembered cannot be kept as usual, nothing is refused for it, and it is told once.

let project: Project;
let notes: Notebook;
let env: Readonly<Record<string, string>>;
beforeEach(() => {
  project = makeProject({ 'a.txt': 'a\n' });
  notes = openNotebook(project);
  env = { XDG_CACHE_HOME: path.join(project.folder, 'cache') };
  const task = { run: notes.command('looked').slice(0, -1), files: '*.txt' };
  project.commit({
    '.lattice-hooksrc.json': JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks: { task } } } }),
  });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
});
afterEach(() => project.remove());

const store = () => path.join(project.root, '.git/lattice-hooks/store');
const elsewhere = () => path.join(project.folder, 'cache/lattice-hooks/stores');
const commit = (text: string) => {
  project.write('a.txt', text);
  const ended = project.tryCommit('a change', { env });
  project.git('reset', '--quiet', '--soft', 'HEAD~');
  return ended;
};
const TOLD = /passes of this repository are remembered in/;

describe('a store', () => {
  it('that cannot be written to is made up for by one in the cache of the user', () => {
    rmSync(store(), { recursive: true, force: true });
    mkdirSync(path.dirname(store()), { recursive: true });
    writeFileSync(store(), 'in the way');
    expect(commit('b\n')).toMatchObject({ code: 0, output: expect.stringMatching(TOLD) });
    const again = [commit('c\n'), commit('b\n'), commit('c\n')];
    expect(again.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const { output } of again) expect(output).not.toMatch(TOLD);
    expect(notes.take()).toEqual(['looked', 'looked']);
    expect(project.lattice(['cache', 'stats'], { env }).output).toMatch(/^2 passes remembered/);
    expect(project.lattice(['cache', 'clear'], { env })).toMatchObject({ code: 0 });
    expect(readdirSync(elsewhere())).toEqual([]);
  });

  it('that cannot be kept anywhere costs a notice', () => {
    rmSync(store(), { recursive: true, force: true });
    writeFileSync(path.join(project.folder, 'cache'), 'in the way');
    mkdirSync(path.dirname(store()), { recursive: true });
    writeFileSync(store(), 'in the way');
    for (const text of ['b\n', 'b\n']) {
      const { code, output } = commit(text);
      expect(code).toBe(0);
      expect(output.match(/cannot be used/g)).toHaveLength(1);
    }
    expect(notes.take()).toEqual(['looked', 'looked']);
  });
});

/** Whether this machine lets us mount something for one process and those that it starts. */
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

it.skipIf(!canMount)(
  'a repository on a read-only file system is checked by hand, and what passes is remembered',
  () => {
    const script = 'mount --bind .git .git && mount -o remount,ro,bind .git && exec "$@"';
    const main = path.join(project.root, 'node_modules/lattice-hooks/dist/hot.cjs');
    rmSync(path.dirname(store()), { recursive: true, force: true });
    // Of what is not committed git would keep blobs and links, and asks its index about ends of lines.
    project.write('b.txt', 'b\r\n');
    symlinkSync('a.txt', path.join(project.root, 'link'));
    const temporary = path.join(project.folder, 'temporary');
    mkdirSync(temporary);
    const run = () =>
      project.start(['unshare', '-rm', 'sh', '-c', script, 'sh', process.execPath, main, 'run', 'fast', '--all'], {
        env: { ...env, TMPDIR: temporary },
      });
    expect(run()).toMatchObject({ code: 0, output: expect.stringMatching(/read-only file\s+system/) });
    expect(readdirSync(temporary).filter((name) => name.startsWith('lattice-hooks-run-'))).toEqual([]);
    const { code, output } = run();
    expect([code, output]).toEqual([0, expect.stringContaining('1 check remembered')]);
    expect(output).not.toMatch(TOLD);
    expect(notes.take()).toEqual(['looked']);
    expect(existsSync(store())).toBe(false);
  },
);
