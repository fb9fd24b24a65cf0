import { describe, expect, it } from 'vitest';
import { commandsIn } from '../../src/diagnoses/shell-commands.ts';

const words = (script: string) => commandsIn(script).map((one) => one.words);

describe('commands of a script', () => {
  it.each([
    ['a b', [['a', 'b']]],
    ['a && b; c\nd', [['a'], ['b'], ['c'], ['d']]],
    ['a | tee x & b', [['a'], ['tee', 'x'], ['b']]],
    [`a 'x && y' "z || w"`, [['a', 'x && y', 'z || w']]],
    ['a \\\n  b', [['a', 'b']]],
    ['# a\nb # c\nd#e', [['b'], ['d#e']]],
    ['', []],
    [`a 'open`, [['a', "'open"]]],
  ])('%j', (script, expected) => expect(words(script)).toEqual(expected));

  it.each(['true', ':', 'exit 0', 'echo "it failed"', '/bin/true'])(
    'that a failure of counts for nothing: || %s',
    (end) => {
      expect(commandsIn(`a || ${end}`)[0]).toEqual({ words: ['a'], isSwallowed: true });
    },
  );

  it.each(['a || b', 'a || exit 1', 'a && true', 'a'])('that count: %s', (script) => {
    expect(commandsIn(script)[0]?.isSwallowed).toBe(false);
  });

  it('are found in linear time', () => {
    for (const piece of ["'", '"', '\\', '"\\', '#', '|| ', 'a ']) expect(words(piece.repeat(50_000))).toBeDefined();
  });
});
