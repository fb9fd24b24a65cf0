import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// What is pushed was checked when it was committed, or is checked before it leaves.

let project: Project;
let notes: Notebook;
let start: string;

beforeAll(() => {
  project = makeProject({ 'a.txt': 'a\n', 'z.txt': 'z\n' });
  notes = openNotebook(project);
  const refuseBad = ['sh', '-c', 'echo "$1" "$@" >> "$0"; ! grep -l BAD "$@"', path.join(project.folder, 'notes.log')];
  const tiers = {
    fast: {
      on: ['pre-commit'],
      tasks: {
        lint: { run: [...refuseBad, '{files}'], files: '**/*.txt', scope: 'file' },
        types: { run: notes.command('types').slice(0, -1), files: '**/*.txt' },
        asked: { run: notes.command('asked').slice(0, -1), files: '**/*.txt', cache: false },
      },
    },
    slow: { on: ['pre-push'], tasks: { tests: { run: ['true'] } } },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }) });
  project.addOrigin();
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '-B', 'main', start);
  project.git('push', '--quiet', '--no-verify', '--force', 'origin', 'main');
  notes.take();
});

let number = 0;
/** A commit of files that nobody has seen before, hooks and all; `more` goes to git. */
function commit(name: string, text = 'good', more: readonly string[] = [], env: Record<string, string> = {}): void {
  number += 1;
  project.write(name, `${text} ${number}\n`);
  project.git('add', '--all');
  const made = project.start(['git', 'commit', '-q', '-m', `change ${name}`, ...more], { env });
  expect(made.code, made.output).toBe(0);
}

/** What tasks of the commit's tier were started for by a push, and what it said. */
function push(args: readonly string[] = ['origin', 'main'], env: Record<string, string> = {}) {
  notes.take();
  const { code, output } = project.tryPush(args, { env });
  // Lines are wrapped.
  return { code, output: output.replaceAll(/\s+/g, ' '), ran: notes.take() };
}

describe('commits that were checked leave unchecked', () => {
  const free = { code: 0, ran: [] };

  it('in a row', () => {
    commit('a.txt');
    commit('b.txt');
    expect(push()).toMatchObject(free);
  });

  it('with another message', () => {
    commit('a.txt');
    project.git('commit', '--quiet', '--no-verify', '--amend', '-m', 'in other words');
    expect(push()).toMatchObject(free);
  });

  it('as another branch, from a linked worktree', () => {
    commit('a.txt');
    const elsewhere = path.join(project.folder, 'linked');
    project.git('worktree', 'add', '--quiet', '-b', 'linked', elsewhere, 'main');
    project.gitIn(elsewhere, ['commit', '--quiet', '--allow-empty', '--no-verify', '-m', 'nothing new']);
    expect(push(['origin', 'linked'])).toMatchObject(free);
    project.git('worktree', 'remove', '--force', elsewhere);
  });

  it('squashed into one that nobody checked', () => {
    commit('a.txt');
    commit('b.txt');
    project.git('reset', '--quiet', '--soft', start);
    project.git('commit', '--quiet', '--no-verify', '-m', 'both');
    expect(push()).toMatchObject(free);
  });

  it('while the worktree holds something else', () => {
    commit('a.txt');
    project.write('a.txt', 'BAD, but only here\n');
    expect(push()).toMatchObject(free);
    project.git('checkout', '--quiet', '--', '.');
  });
});

describe('a commit that was not checked', () => {
  it('with --no-verify is checked before it leaves, and named', () => {
    commit('b.txt', 'BAD', ['--no-verify']);
    const { code, output } = push();
    expect(code).not.toBe(0);
    expect(output).toMatch(
      /`fast` runs at this push too: [0-9a-f]{7} \(change b\.txt\) was not checked by it when it was made/,
    );
    expect(output).toContain('not pushed: lint failed');
  });

  it('with LATTICE_HOOKS=0 is checked before it leaves', () => {
    commit('b.txt', 'BAD', [], { LATTICE_HOOKS: '0' });
    expect(push().code).not.toBe(0);
  });

  it('is not made good by a checked one on top of it', () => {
    commit('b.txt', 'BAD', ['--no-verify']);
    commit('c.txt');
    const { code, output, ran } = push();
    expect(code).not.toBe(0);
    expect(output).toContain('(change b.txt) was not checked');
    expect(output).not.toContain('(change c.txt)');
    expect(ran.filter((line) => line.includes('c.txt'))).toEqual([]);
  });

  it('is not made good by one that was checked with something left out', () => {
    commit('b.txt', 'BAD', [], { LATTICE_HOOKS_SKIP: 'lint', LATTICE_HOOKS_REASON: 'in a hurry' });
    const { code, output } = push();
    expect(code).not.toBe(0);
    expect(output).toMatch(/\(change b\.txt\) was made without `lint` \(in a hurry\)/);
  });

  it('is made good once and for all when it passes', () => {
    commit('b.txt', 'good', ['--no-verify']);
    const first = push();
    expect(first).toMatchObject({ code: 0 });
    expect(first.ran.join()).toContain('b.txt');
    project.git('push', '--quiet', '--no-verify', '--force', 'origin', `${start}:main`);
    expect(push()).toMatchObject({ code: 0, ran: [] });
  });

  it('is never rewritten, and neither is anything else', () => {
    commit('b.txt', 'good', ['--no-verify']);
    const before = project.git('rev-parse', 'HEAD');
    expect(push().code).toBe(0);
    expect(project.git('rev-parse', 'HEAD')).toBe(before);
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it("and is not checked now either, at somebody's wish, is told of", () => {
    commit('b.txt', 'BAD', ['--no-verify']);
    const env = { LATTICE_HOOKS_SKIP: 'lint,types,asked', LATTICE_HOOKS_REASON: 'it burns' };
    const { code, output } = push(['origin', 'main'], env);
    expect(code).toBe(0);
    expect(output).toContain('(change b.txt) was not checked');
    expect(output).toContain('skipped by you: lint (it burns)');
  });

  it('is checked where nobody can read what was proven', () => {
    const proofs = path.join(project.root, '.git/lattice-hooks/proofs');
    rmSync(proofs, { force: true });
    mkdirSync(proofs);
    commit('b.txt', 'BAD', ['--no-verify']);
    const { code, output } = push();
    rmSync(proofs, { recursive: true });
    expect(code).toBe(1);
    expect(output).toContain('not pushed: lint failed');
  });

  it('by others and by an older config is checked too', () => {
    commit('b.txt');
    const config = JSON.parse(project.read('.lattice-hooksrc.json'));
    config.tiers.fast.tasks.more = { run: notes.command('more'), files: '**/*.txt' };
    project.write('.lattice-hooksrc.json', JSON.stringify(config));
    project.git('commit', '--quiet', '--no-verify', '-a', '-m', 'more to check');
    expect(push().ran.join()).toContain('more');
  });
});

it('files that were checked apart are looked at together by what reads them together', () => {
  commit('a.txt');
  project.git('checkout', '--quiet', '-b', 'side', start);
  commit('z.txt');
  project.git('merge', '--quiet', '--no-edit', 'main');
  const { code, output, ran } = push(['origin', 'side']);
  expect(code).toBe(0);
  expect(ran.sort()).toEqual(['asked', 'types']);
  expect(output).toContain('was not checked together before');
});
