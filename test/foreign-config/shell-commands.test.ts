import { describe, expect, it } from 'vitest';
import { shellCommands, withoutHeader } from '../../src/foreign-config/shell-commands.ts';

/** Commands of a script in short: words, or the text for a shell. */
function read(script: string): readonly unknown[] | undefined {
  return shellCommands(script)?.map((one) => (one.type === 'plain' ? one.argv : one.text));
}

describe('shellCommands', () => {
  it.each([
    ['a "b c" \'d e\' f\\ g', [['a', 'b c', 'd e', 'f g']]],
    ['a && b; c\nd', [['a'], ['b'], ['c'], ['d']]],
    ['a \\\n  b', [['a', 'b']]],
    ['a "$1" $2 "$@" x$1', [['a', '{1}', '{2}', '{@}', 'x{1}']]],
    ['set -e\na # b\n\n# c', [['a']]],
    ["a 'b#c' d#e", [['a', 'b#c', 'd#e']]],
    ['exec a', [['a']]],
    ['a "\\$x"', [['a', '$x']]],
    ['a --x=1 B=2', [['a', '--x=1', 'B=2']]],
  ])('%j', (script, expected) => {
    expect(read(script)).toEqual(expected);
  });

  it.each([
    'a | b',
    'a > b',
    'a 2>&1',
    'a $(b && c; d)',
    'a `b && c`',
    'a "$(b "$X" c)/d"',
    'a *.js',
    'a ~/b',
    'a $X',
    'a &',
    '! a',
    '(a && b)',
    'a || b && c',
    'a {b,c}',
  ])('leaves %j to a shell', (script) => {
    expect(read(script)).toEqual([script]);
  });

  it.each([
    'if a; then b; fi',
    'for x in y; do z; done',
    'X=1\na $X',
    'f() { a; }',
    'a <<E\nx\nE',
    'a "b',
    '. ./x',
    'exit 0',
    'cd ..\na',
    'cd "$X"\na',
    'set -x\na',
  ])('does not take %j apart', (script) => {
    expect(read(script)).toBeUndefined();
  });

  it('knows the folder and the variables of a command, and whether its failure counts', () => {
    expect(shellCommands('cd web/app\nX=1 a || true\ncd ..\nb')).toEqual([
      { type: 'plain', argv: ['a'], variables: ['X=1'], mayFail: true, folder: 'web/app' },
      { type: 'plain', argv: ['b'], variables: [], mayFail: false, folder: 'web' },
    ]);
  });

  it('is quick with what is made to be slow', () => {
    expect(read(`a ${'"'.repeat(10_000)}b`)).toBeDefined();
    expect(read(`a ${'\\'.repeat(10_001)}`)).toBeDefined();
    expect(read(`a ${'{'.repeat(10_000)}`)).toBeDefined();
    expect(read(`a {${','.repeat(10_000)}`)).toBeDefined();
    expect(read('a\n'.repeat(50_000))).toBeUndefined();
  });
});

it('withoutHeader takes out what older versions of husky begin with, and nothing else', () => {
  expect(withoutHeader('#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\n\n. ./own.sh\na\n')).toBe('. ./own.sh\na');
});
