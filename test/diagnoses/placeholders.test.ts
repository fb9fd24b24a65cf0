import { describe, expect, it } from 'vitest';
import { diagnosePlaceholders } from '../../src/diagnoses/placeholders.ts';
import { factsWithTasks } from '../support/facts.ts';

const told = (task: Parameters<typeof factsWithTasks>[0][number]) =>
  diagnosePlaceholders(factsWithTasks([{ name: 'lint', ...task }])).map(({ id, severity }) => `${severity} ${id}`);

describe('the files that a command is handed', () => {
  it('are `{files}`, and nothing that others call them', () => {
    for (const word of ['{file}', '{staged_files}', '{all_files}', '{filenames}', '{FILES}']) {
      expect(told({ check: [['lint', word]] })).toEqual(['finding placeholder-unknown']);
    }
    expect(told({ check: [['a']], fix: [['lint', '--fix', '{push_files}']] })).toEqual(['finding placeholder-unknown']);
    expect(told({ check: [['xargs', '-n', '1', 'lint', '{file}']] })).toEqual(['finding placeholder-unknown']);
    for (const word of ['{files}', '{message}', '{1}', '{}', '{a,b}', '{{.Name}}', 'a{file}']) {
      expect(told({ check: [['lint', word]] })).toEqual([]);
    }
    // A placeholder of the program itself.
    expect(told({ check: [['xargs', '-I', '{file}', 'lint', '{file}']] })).toEqual([]);
  });

  it('are to be told to a command whose passes are remembered file by file', () => {
    expect(told({ scope: 'file', check: [['lint']] })).toEqual(['advice files-untold']);
    expect(told({ scope: 'file', check: [['lint', '{files}']] })).toEqual([]);
    expect(told({ scope: 'file', check: [['lint']], uses: 'eslint' })).toEqual([]);
    expect(told({ scope: 'file', check: [] })).toEqual([]);
    expect(told({ scope: 'project', check: [['lint']] })).toEqual([]);
  });
});
