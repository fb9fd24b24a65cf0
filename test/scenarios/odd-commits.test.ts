import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// Commits that are not `git add` and `git commit`.

/** Writes what stands in the files it is handed in capitals. */
const SHOUT = ['sh', '-c', 'for file; do tr a-z A-Z < "$file" > "$file.new" && mv "$file.new" "$file"; done', 'sh'];
/** Refuses files that have small letters. */
const CHECK = ['sh', '-c', 'grep -Hn "[a-z]" "$@" && exit 1; exit 0', 'sh'];

let project: Project;
let notes: Notebook;
let start: string;
beforeAll(() => {
  project = makeProject({ 'a.txt': 'A\n', 'b.txt': 'B\n', 'many.txt': 'ONE\n\n\n\n\n\n\n\nTWO\n' });
  notes = openNotebook(project);
  const config = {
    tiers: {
      fast: {
        on: 'pre-commit',
        tasks: {
          shout: { run: [...CHECK, '{files}'], fix: [...SHOUT, '{files}'], files: '*.txt', scope: 'file' },
          seen: { run: notes.command('seen'), files: '*.txt', scope: 'file' },
        },
      },
    },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify(config, null, 2) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0, stderr: '' });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.start(['git', 'rebase', '--quiet', '--abort']);
  project.git('checkout', '--quiet', '--force', 'main');
  project.git('reset', '--quiet', '--hard', start);
  project.git('clean', '--quiet', '--force', '-d');
  notes.take();
});

const commit = (...args: readonly string[]) => project.start(['git', 'commit', '-q', '-m', 'x', ...args]);
const status = () => project.git('status', '--porcelain');

/** A branch whose file differs from main's in the same place. */
function diverge(): void {
  project.git('checkout', '--quiet', '-B', 'side');
  project.commit({ 'a.txt': 'SIDE\n' });
  project.git('checkout', '--quiet', 'main');
  project.commit({ 'a.txt': 'MAIN\n' });
}

describe('a commit of named paths', () => {
  it('checks and fixes those, and what else is staged stays staged as it was', () => {
    project.write('a.txt', 'named\n');
    project.write('b.txt', 'staged\n');
    project.git('add', 'b.txt');
    expect(commit('a.txt')).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['seen a.txt']);
    expect(project.git('show', 'HEAD:a.txt')).toBe('NAMED');
    expect(status()).toBe('M  b.txt');
    expect(project.read('b.txt')).toBe('staged\n');
  });
});

describe('a commit of some hunks', () => {
  it('is fixed in those, and the other edits stay unstaged', () => {
    project.write('many.txt', 'first\n\n\n\n\n\n\n\nsecond\n');
    project.start(['git', 'add', '--patch', 'many.txt'], { input: 'y\nn\n' });
    expect(commit()).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:many.txt')).toBe('FIRST\n\n\n\n\n\n\n\nTWO');
    expect(project.read('many.txt')).toBe('FIRST\n\n\n\n\n\n\n\nsecond\n');
    expect(status()).toBe(' M many.txt');
  });
});

describe('a file that is only intended to be added', () => {
  it('is no part of the commit, and stays as it is', () => {
    project.write('new.txt', 'later\n');
    project.git('add', '--intent-to-add', 'new.txt');
    project.write('a.txt', 'now\n');
    project.git('add', 'a.txt');
    expect(commit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['seen a.txt']);
    expect(project.read('new.txt')).toBe('later\n');
    expect(status()).toBe(' A new.txt');
  });

  it('is checked when `commit -a` takes it in', () => {
    project.write('new.txt', 'later\n');
    project.git('add', '--intent-to-add', 'new.txt');
    expect(commit('-a')).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:new.txt')).toBe('LATER');
    expect(status()).toBe('');
  });
});

describe('amending', () => {
  it('checks what is new in it', () => {
    project.write('a.txt', 'one\n');
    commit('-a');
    notes.take();
    project.write('b.txt', 'two\n');
    expect(commit('--amend', '-a')).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['seen b.txt']);
    expect(project.git('show', 'HEAD:b.txt')).toBe('TWO');
  });

  it('of the message alone checks nothing and says nothing', () => {
    project.write('a.txt', 'one\n');
    commit('-a');
    notes.take();
    expect(commit('--amend')).toMatchObject({ code: 0, output: '' });
    expect(notes.take()).toEqual([]);
  });
});

describe('a commit without changes', () => {
  it('is made', () => {
    expect(commit('--allow-empty')).toMatchObject({ code: 0, output: '' });
  });

  it('is refused where only the fixes make it one', () => {
    project.write('a.txt', 'a\n');
    const { code, output } = commit('-a');
    expect(code).toBe(1);
    expect(output).toContain('the fixes leave nothing to commit');
    expect(project.read('a.txt')).toBe('a\n');
  });
});

describe('a merge with conflicts', () => {
  it('is not checked before they are resolved, and is then', () => {
    diverge();
    expect(project.start(['git', 'merge', '--quiet', 'side']).code).toBe(1);
    expect(project.lattice(['run', 'fast'])).toMatchObject({
      code: 4,
      output: expect.stringContaining('unmerged paths: a.txt'),
    });
    project.write('a.txt', 'both\n');
    expect(commit('-a')).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:a.txt')).toBe('BOTH');
    expect(project.git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(3);
  });
});

describe('in the middle of a rebase', () => {
  it('a commit is checked and fixed like any other', () => {
    diverge();
    expect(project.start(['git', 'rebase', '--quiet', 'side']).code).toBe(1);
    project.write('a.txt', 'resolved\n');
    project.git('add', 'a.txt');
    expect(commit()).toMatchObject({ code: 0 });
    expect(project.start(['git', 'rebase', '--continue'])).toMatchObject({ code: 0 });
    expect(project.git('show', 'main:a.txt')).toBe('RESOLVED');
    expect(status()).toBe('');
  });
});

describe('picking and reverting', () => {
  it('a commit of what was picked without one is checked', () => {
    project.git('checkout', '--quiet', '-B', 'side');
    project.commit({ 'b.txt': 'picked\n' });
    project.git('checkout', '--quiet', 'main');
    project.git('cherry-pick', '--no-commit', 'side');
    expect(commit()).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:b.txt')).toBe('PICKED');
  });

  it('reverting goes through, and what was passed before is not checked again', () => {
    project.write('a.txt', 'one\n');
    commit('-a');
    notes.take();
    expect(project.start(['git', 'revert', '--no-edit', 'HEAD'])).toMatchObject({ code: 0 });
    expect(project.read('a.txt')).toBe('A\n');
  });
});

describe('a stash', () => {
  it('stays as it is, and what comes back from it is as it was', () => {
    project.write('b.txt', 'stashed\n');
    project.write('new.txt', 'stashed too\n');
    project.git('stash', '--quiet', '--include-untracked');
    project.write('a.txt', 'one\n');
    expect(commit('-a')).toMatchObject({ code: 0 });
    expect(project.git('stash', 'list').split('\n')).toHaveLength(1);
    project.git('stash', 'pop', '--quiet');
    expect([project.read('b.txt'), project.read('new.txt')]).toEqual(['stashed\n', 'stashed too\n']);
  });
});

describe('a reader that goes away', () => {
  it('does not end the run in the middle', () => {
    project.write('many.txt', 'first\n\n\n\n\n\n\n\nTWO\n');
    project.git('add', 'many.txt');
    project.write('many.txt', 'first\n\n\n\n\n\n\n\nsecond\n');
    // git itself may be ended by it; the hook is not, and the commit is made.
    project.start(['sh', '-c', '{ git commit -m x; } 2>&1 | true']);
    expect(project.lattice(['recover']).output).toContain('nothing to recover');
    expect(project.git('show', 'HEAD:many.txt')).toBe('FIRST\n\n\n\n\n\n\n\nTWO');
    expect(project.read('many.txt')).toBe('FIRST\n\n\n\n\n\n\n\nsecond\n');
  });
});

describe('a file that another program stages in the moment in which the hook begins', () => {
  it('is looked at like all that is committed', () => {
    // The git that hooks find says what is staged, and stages more before anybody reads it.
    const bin = path.join(project.folder, 'meanwhile');
    const real = project.git('--exec-path');
    mkdirSync(bin);
    const once = `[ -e "${bin}/done" ] || case " $* " in *" diff-index "*) : >"${bin}/done"; "${real}/git" add b.txt ;; esac`;
    writeFileSync(path.join(bin, 'git'), `#!/bin/sh\n"${real}/git" "$@"\nended=$?\n${once}\nexit $ended\n`, {
      mode: 0o755,
    });
    // Once the config is known nobody has to ask again.
    expect(commit('--allow-empty')).toMatchObject({ code: 0 });
    project.write('a.txt', 'what was staged\n');
    project.git('add', 'a.txt');
    project.write('b.txt', 'what was staged meanwhile\n');
    const env = { GIT_EXEC_PATH: bin };
    expect(project.start(['git', 'commit', '-q', '-m', 'x'], { env })).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['seen a.txt b.txt']);
    expect([project.git('show', 'HEAD:a.txt'), project.git('show', 'HEAD:b.txt')]).toEqual([
      'WHAT WAS STAGED',
      'WHAT WAS STAGED MEANWHILE',
    ]);
  });
});
