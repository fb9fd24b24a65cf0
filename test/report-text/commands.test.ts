import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { againCommand, commandLines, skipCommand, stoppedCommand } from '../../src/report-text/commands.ts';
import { openPage } from '../../src/report-text/page.ts';
import { aRecord } from '../support/records.ts';

const again = (...parts: Parameters<typeof againCommand>) => againCommand(...parts).join(' ');

describe('the command that runs a task again', () => {
  it('chooses the same files', () => {
    const selection = ['--from', 'origin/main', '--to', '4f2c1e9'];
    expect(again(aRecord({ trigger: 'pre-push', selection }), 'thorough', 'unit-tests')).toBe(
      'npx lattice-hooks run thorough --only unit-tests --from origin/main --to 4f2c1e9',
    );
    expect(again(aRecord({ trigger: 'manual', selection: [] }), 'fast')).toBe('npx lattice-hooks run fast');
  });

  it('is about the index at a commit, also when the record does not tell', () => {
    expect(again(aRecord(), 'fast', 'lint')).toBe('npx lattice-hooks run fast --only lint --staged');
    expect(again(aRecord({ trigger: 'commit-msg' }), 'fast', 'form')).toBe('npx lattice-hooks run fast --only form');
  });

  it('hands on what git handed to the hook, but for a push', () => {
    const hookArguments = ['.git/COMMIT_EDITMSG'];
    const selection = ['--staged'];
    expect(again(aRecord({ trigger: 'commit-msg', hookArguments, selection }), 'message', 'form')).toBe(
      'npx lattice-hooks run message .git/COMMIT_EDITMSG --only form --staged',
    );
    expect(again(aRecord({ trigger: 'pre-push', hookArguments: ['origin', 'url'], selection: [] }), 'slow')).toBe(
      'npx lattice-hooks run slow',
    );
  });

  it('hands every name to a shell as one word', () => {
    const task = `a;$(b)'"c`;
    const command = again(aRecord({ selection: ['--files', 'two words.ts'] }), 'fa*st', task);
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command.replace('npx ', '')}`], { encoding: 'utf8' });
    expect(words.trimEnd().split('\n')).toEqual([
      ...['lattice-hooks', 'run', 'fa*st', '--only', task, '--files', 'two words.ts'],
    ]);
  });
});

describe('the command that skips', () => {
  it.each([
    ['pre-commit', 'git commit'],
    ['commit-msg', 'git commit'],
    ['pre-merge-commit', 'git merge'],
    ['pre-push', 'git push'],
  ])('repeats what %s stopped', (trigger, stopped) => {
    expect(stoppedCommand(trigger)).toBe(stopped);
    expect(skipCommand(trigger, ['lint', 'types'])?.join(' ')).toBe(
      `LATTICE_HOOKS_SKIP=lint,types LATTICE_HOOKS_REASON="why" ${stopped}`,
    );
  });

  it('is not there where nothing was stopped, or nothing can be skipped', () => {
    expect(skipCommand('manual', ['lint'])).toBeUndefined();
    expect(skipCommand('pre-commit', [])).toBeUndefined();
  });
});

describe('lines of a command', () => {
  it('stay one command for a shell when they are broken', () => {
    const page = openPage({ color: false, width: 40 });
    const lines = commandLines(2, 'skip', ['printf', '%s,', 'one-rather-long-word', 'two', 'three'], page);
    expect(lines).toEqual(['  skip: printf %s, \\', '        one-rather-long-word two three']);
    expect(commandLines(2, 'skip', [`printf`, `%s${'-'.repeat(30)}`], page)[0]).toBe('  skip:');
    const script = lines.join('\n').replace('skip: ', '');
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe('one-rather-long-word,two,three,');
  });
});
