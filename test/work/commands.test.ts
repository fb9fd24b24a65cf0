import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/core/files.ts';
import gitleaks from '../../src/tasks/gitleaks.ts';
import { commandsOf } from '../../src/work/commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

describe('the commands of a task that looks at all of its files', () => {
  let lab: WorkLab;
  beforeEach(() => {
    lab = makeWorkLab();
  });
  afterEach(() => lab.remove());

  const task = {
    scope: 'project',
    looksAtAll: true,
    check: [['lint', '{files}']],
    fix: [['lint', '--fix', '{files}']],
  } as const;
  const argvs = (fixing: boolean, fixable: readonly string[], files = ['a', 'b']) => {
    const work = lab.work(task, files, { fixing });
    const commands = commandsOf(undefined, { ...work, check: { ...work.check, fixable } }, lab.site, () => '');
    return commands.map(({ argv }) => argv.join(' '));
  };

  it('fix what changed, then check all', () => {
    expect(argvs(true, ['b'])).toEqual(['lint --fix b', 'lint a b']);
  });

  it('fix all where all changed, which checks them', () => {
    expect(argvs(true, ['a', 'b'])).toEqual(['lint --fix a b']);
  });

  it('fix nothing where nothing changed that is still there', () => {
    expect(argvs(true, [])).toEqual(['lint a b']);
  });

  it('fix what changed of the part that is handed over', () => {
    expect(argvs(true, ['b', 'c'], ['c', 'd'])).toEqual(['lint --fix c', 'lint c d']);
  });

  it('check all where nothing may be rewritten', () => {
    expect(argvs(false, ['b'])).toEqual(['lint a b']);
  });
});

describe('the commands of a tool that asks git itself', () => {
  let lab: WorkLab;
  beforeEach(() => {
    lab = makeWorkLab();
  });
  afterEach(() => lab.remove());

  const task = {
    check: [['scan', '--staged']],
    checkBy: {
      worktree: [['scan', '--staged'], ['scan']],
      all: [['scan', '--history']],
      commit: [['scan', '--log={range}']],
    },
  } as const;
  const argvs = (snapshot: Partial<Snapshot>, kind: typeof gitleaks | undefined = gitleaks) => {
    const site = { ...lab.site, snapshot: { ...lab.site.snapshot, ...snapshot } };
    return commandsOf(kind, lab.work(task), site, () => '').map(({ argv }) => argv.join(' '));
  };

  it('are those for where the bytes come from', () => {
    expect(argvs({ source: 'index' })).toEqual(['scan --staged']);
    expect(argvs({ source: 'worktree' })).toEqual(['scan --staged', 'scan']);
    expect(argvs({ source: 'worktree', whole: true })).toEqual(['scan --history']);
  });

  it('are told which commits are new: all of them without a base', () => {
    const commit = { source: 'commit', commit: 'b0' } as const;
    expect(argvs({ ...commit, bases: ['a1', 'a2'] })).toEqual(['scan --log=b0 ^a1 ^a2']);
    expect(argvs({ ...commit, twins: ['c0'], bases: ['a1'] })).toEqual(['scan --log=b0 c0 ^a1']);
    expect(argvs({ ...commit, bases: [] })).toEqual(['scan --log=b0']);
  });
});
