import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    const commands = commandsOf(undefined, { ...work, check: { ...work.check, fixable } }, lab.site, '');
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
