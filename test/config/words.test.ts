import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/config/words.ts';

describe('splitCommand', () => {
  it.each([
    ['eslint {files}', ['eslint', '{files}']],
    ['  a \t b\r\n', ['a', 'b']],
    [`a "b c" 'd e'`, ['a', 'b c', 'd e']],
    [`a b"c d"'e f'g`, ['a', 'bc de fg']],
    [`a '' ""`, ['a', '', '']],
    ['a b\\ c \\"d', ['a', 'b c', '"d']],
    [`a "b\\"c" "d\\\\e"`, ['a', 'b"c', 'd\\e']],
    [`a "C:\\new" 'C:\\new'`, ['a', 'C:\\new', 'C:\\new']],
    [`a 'it"s' "it's"`, ['a', 'it"s', "it's"]],
    ['a b\\', ['a', 'b\\']],
    ['a $HOME ~ *.ts `b` $(c) #d {e,f}', ['a', '$HOME', '~', '*.ts', '`b`', '$(c)', '#d', '{e,f}']],
    ['a \\\n  --b \\\r\n  c', ['a', '--b', 'c']],
    ['a b\\\nc', ['a', 'bc']],
    ['é "ü ü"', ['é', 'ü ü']],
  ])('splits %j without a shell', (command, words) => {
    expect(splitCommand(command)).toEqual(words);
  });

  it.each([
    ['a "&&" b', ['a', '&&', 'b']],
    [`a '|' \\; "a"&`, ['a', '|', ';', 'a&']],
    ['a&&b >out a;', ['a&&b', '>out', 'a;']],
    ['grep a||b', ['grep', 'a||b']],
  ])('takes %j as it stands: quoted, or only part of a word', (command, words) => {
    expect(splitCommand(command)).toEqual(words);
  });

  it.each([
    ['eslint . && tsc --noEmit', '`&&`', '[["eslint","."],["tsc","--noEmit"]]'],
    ['a "b c" ; d', '`;`', '[["a","b c"],["d"]]'],
    ['a\n  b\n', 'a line break', '[["a"],["b"]]'],
    ['a && b ; c &&', '`&&`', '[["a"],["b"],["c"]]'],
    ['a || b', '`||`', '["sh","-c","a || b"]'],
    ['a | b', '`|`', '["sh","-c","a | b"]'],
    ['a > out', '`>`', '["sh","-c","a > out"]'],
    ['a < in', '`<`', '["sh","-c","a < in"]'],
    ['a &', '`&`', '["sh","-c","a &"]'],
    ['a && b | c', '`&&`', '["sh","-c","a && b | c"]'],
    ['a {files} | b', '`|`', '["sh","-c","a \\"$@\\" | b","sh","{files}"]'],
  ])('refuses the operator in %j and shows the array form', (command, operator, form) => {
    const result = splitCommand(command);
    expect(result).toHaveProperty('problem', expect.stringContaining(operator));
    expect(result).toHaveProperty('problem', expect.stringContaining(form));
  });

  it.each([
    ['a "b', 'a quote (") is not closed'],
    ["a 'b\\'c'", "a quote (') is not closed"],
    ['a "b\\"', 'a quote (") is not closed'],
    ['', 'the command is empty'],
    [' \n\t ', 'the command is empty'],
  ])('refuses %j', (command, problem) => {
    expect(splitCommand(command)).toEqual({ problem });
  });
});
