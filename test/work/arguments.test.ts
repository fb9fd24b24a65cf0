import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillIn, ownPlaces, type Replacements } from '../../src/work/arguments.ts';

const replacements: Replacements = {
  files: [],
  cwd: '',
  scratch: () => '/tmp/scratch',
  hookArguments: [],
  message: undefined,
};

function fill(command: readonly string[], more: Partial<Replacements> = {}) {
  return fillIn(command, { ...replacements, ...more });
}

describe('filling in a command', () => {
  it('makes each file an argument of its own, in its place', () => {
    const files = ['a b.ts', 'src/$(x).ts', "it's.ts", 'two\nlines.ts'];
    expect(fill(['lint', '--x', '{files}', '--end'], { files })).toEqual({
      argv: ['lint', '--x', ...files, '--end'],
    });
    expect(fill(['lint', '{files}'])).toEqual({ argv: ['lint'] });
  });

  it('names files as they are seen from the directory of the program', () => {
    const files = ['packages/a/src/x.ts', 'packages/b/y.ts', 'z.ts'];
    expect(fill(['lint', '{files}'], { files, cwd: 'packages/a' }).argv).toEqual([
      'lint',
      'src/x.ts',
      '../b/y.ts',
      '../../z.ts',
    ]);
  });

  it('lets no file pass for an option or for a file with arguments in it', () => {
    const files = ['-rf', '--fix', '@list', 'a/-x', 'a/@y'];
    expect(fill(['lint', '{files}'], { files }).argv).toEqual(['lint', './-rf', './--fix', './@list', 'a/-x', 'a/@y']);
    expect(fill(['lint', '{files}'], { files, cwd: 'a' }).argv.slice(-2)).toEqual(['./-x', './@y']);
  });

  it('takes no name of a file for a placeholder', () => {
    const files = ['{scratch}', '{files}', '{1}'];
    expect(fill(['lint', '{files}'], { files })).toEqual({ argv: ['lint', ...files] });
  });

  it('fills in the scratch folder and the arguments of the hook, once', () => {
    const command = ['check', '--out={scratch}/x', '{message}', 'a{1}b{2}', '{files}x'];
    const hookArguments = ['{scratch}', '$&'];
    expect(fill(command, { hookArguments, message: '/repo/.git/COMMIT_EDITMSG' })).toEqual({
      argv: ['check', '--out=/tmp/scratch/x', '/repo/.git/COMMIT_EDITMSG', 'a{scratch}b$&', '{files}x'],
    });
  });

  it('leaves an argument empty that this hook has not got, and says so when there is none at all', () => {
    expect(fill(['check', '{1}', '{2}'], { hookArguments: ['a'] })).toEqual({ argv: ['check', 'a', ''] });
    expect(fill(['check', '{message}', '{1}'])).toMatchObject({ missing: '{message}' });
    expect(fill(['check', '{2}'])).toMatchObject({ missing: '{2}' });
  });

  it('knows our own places in the commands of kinds, and takes the words literally elsewhere', () => {
    const command = ['{node}', '{lattice}/x.js', '{runners}', '{root}', '{other}'];
    expect(fill(command).argv).toEqual(command);
    const own = { node: '/n/node', lattice: '/p/dist', runners: '/p/runners', root: '/r', range: undefined };
    expect(fill(command, { own }).argv).toEqual(['/n/node', '/p/dist/x.js', '/p/runners', '/r', '{other}']);
    expect(fill(['log', '{range}'], { own: { ...own, range: 'b ^a' } }).argv).toEqual(['log', 'b ^a']);
  });

  it('tells kinds what changed in one absolute argument each, wherever the program runs', () => {
    const own = ownPlaces('node', '/l', path.resolve('/r'));
    const command = ['test', '--changed={changed}', '{changed}'];
    const [a, b] = [path.resolve('/r/src/a b.js'), path.resolve('/r/-x.js')];
    const { argv } = fill(command, { own, cwd: 'src', files: ['src/a b.js', '-x.js'] });
    expect(argv).toEqual(['test', `--changed=${a}`, `--changed=${b}`, a, b]);
    expect(fill(command, { files: ['a.js'] }).argv).toEqual(command);
  });
});
