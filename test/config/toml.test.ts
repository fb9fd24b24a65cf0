import { expect, it } from 'vitest';
import { readToml } from '../../src/config/toml.ts';

it('reads tables and lists', () => {
  expect(readToml('a.toml', '[pre-commit.commands.lint]\nrun = "x"\nglob = ["*.js"]\n').value).toEqual({
    'pre-commit': { commands: { lint: { run: 'x', glob: ['*.js'] } } },
  });
});

it('names file, line and column of what it cannot read', () => {
  expect(() => readToml('a.toml', 'a = 1\nb = [1,\n')).toThrow(expect.objectContaining({ code: 'config' }));
  expect(() => readToml('a.toml', 'a = 1\nb 2\n')).toThrow(/^a\.toml:2:\d+ is not valid TOML: \S/);
});
