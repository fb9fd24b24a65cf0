import process from 'node:process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { makeTerminal } from '../support/fake-terminal.ts';
import { WORLD } from './world.ts';

afterEach(() => vi.restoreAllMocks());

/** What reads the arguments, and all that was written meanwhile. */
async function read(...argv: readonly string[]) {
  const terminal = makeTerminal();
  const invocation = await readArguments(argv, WORLD, terminal);
  return { invocation, out: terminal.written('out'), err: terminal.written('err') };
}

describe('a command line that is wrong', () => {
  it.each([
    [['run', 'fast', '--onyl', 'lint'], /^unknown option '--onyl'.*did you mean --only\?/s],
    [['run'], /^missing required argument/],
    [['run', 'fast', '--jobs', '0'], /whole number from 1 on/],
    [['uninstall', 'now'], /^too many arguments/],
    [['explain'], /^missing required argument 'task'/],
    [['explain', 'lint', '--all', '--staged'], /^option '--staged' cannot be used with option '--all'/],
    [['cache'], /^missing required argument 'action'/],
    [['cache', 'prun'], /'prun' is invalid for argument 'action'.*stats, prune, clear/],
    [['instal'], /^unknown command 'instal'.*did you mean install\?/s],
  ])('%j is an error, which nobody has told by then', async (argv, message) => {
    const past = vi.spyOn(process.stderr, 'write');
    const terminal = makeTerminal();
    const reading = readArguments(argv, WORLD, terminal);
    await expect(reading).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
    expect(past).not.toHaveBeenCalled();
    expect(terminal.written('err')).toBe('');
  });
});

describe('explain', () => {
  it.each([
    [[], { file: undefined, viewpoint: undefined, report: 'text' }],
    [['a.ts', '--staged'], { file: 'a.ts', viewpoint: 'staged', report: 'text' }],
    [['--all', '--report', 'json'], { file: undefined, viewpoint: 'all', report: 'json' }],
  ])('%j', async (argv, options) => {
    const { invocation } = await read('explain', 'lint', ...argv);
    expect(invocation).toEqual({ type: 'explain', options: { task: 'lint', ...options } });
  });
});

describe('cache', () => {
  it('is counted in words, unless JSON is asked for', async () => {
    const options = { action: 'stats', report: 'text' };
    expect((await read('cache', 'stats')).invocation).toEqual({ type: 'cache', options });
    const { invocation } = await read('cache', 'stats', '--report', 'json');
    expect(invocation).toEqual({ type: 'cache', options: { ...options, report: 'json' } });
  });
});

describe('help and the version', () => {
  it('go to standard output, also those of a command', async () => {
    expect(await read('--version')).toEqual({ invocation: { type: 'shown' }, out: '1.2.3\n', err: '' });
    expect((await read()).out).toContain('Usage: lattice-hooks');
    const help = await read('run', '--help');
    expect(help.invocation).toEqual({ type: 'shown' });
    expect(help.out).toContain('Usage: lattice-hooks run');
  });

  it.each([['--help'], ['run', '--help'], ['install', '--help'], ['cache', '--help'], ['explain', '--help']])(
    '%s %s fits into 80 columns',
    async (...args) => {
      const { out } = await read(...args.filter((arg) => arg !== undefined));
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );
});
