import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { settle } from '../../src/cli/settle.ts';
import { LatticeError } from '../../src/core/errors.ts';
import { writeFolder } from '../config/project.ts';
import { makeTerminal } from '../support/fake-terminal.ts';
import { WORLD } from './world.ts';

const RELEASED = JSON.stringify({
  version: '1.2.3',
  repository: { type: 'git', url: 'git+https://github.com/acme/lattice-hooks.git' },
});

/** What is told of an error by a package with this package.json. */
async function told(error: unknown, manifest?: string) {
  const packageFolder = writeFolder({});
  if (manifest !== undefined) writeFileSync(path.join(packageFolder, 'package.json'), manifest);
  const terminal = makeTerminal();
  await settle({ ...WORLD, packageFolder }, terminal, () => Promise.reject(error));
  return { code: process.exitCode, err: terminal.written('err') };
}

describe('an error that keeps a command from its work', () => {
  afterEach(() => {
    process.exitCode = undefined;
  });

  it('moves no cursor, whatever it quotes, of ours and of the disk and of nobody', async () => {
    const said = 'a\x1b[2J\x9b31m\rb\u202e\n\tc\x07';
    for (const error of [
      new LatticeError('usage', said, said),
      Object.assign(new Error(said), { code: 'EACCES' }),
      Object.assign(new Error(said), { stack: said }),
    ]) {
      expect((await told(error)).err).toContain('a\\rb\\u{202e}\n\tc\\x07\n');
    }
  });

  it('leads to its place in the documentation of the released version', async () => {
    const error = new LatticeError('environment', 'git looks elsewhere', 'Set it.', undefined, 'doctor.md#hooks-path');
    expect(await told(error, RELEASED)).toEqual({
      code: 4,
      err: [
        'lattice-hooks: git looks elsewhere',
        'Set it.',
        'See https://github.com/acme/lattice-hooks/blob/v1.2.3/docs/doctor.md#hooks-path',
        '',
      ].join('\n'),
    });
  });

  it('leads to that of its kind where it has none, and usage to none', async () => {
    const of = async (code: 'config' | 'isolation' | 'usage' | 'environment') =>
      (await told(new LatticeError(code, 'x', 'y'))).err.split('\n').slice(2);
    expect(await of('config')).toEqual(['See docs/config.md', '']);
    expect(await of('isolation')).toEqual(['See docs/isolation.md#when-work-cannot-be-put-aside-or-back', '']);
    expect(await of('usage')).toEqual(['']);
    expect(await of('environment')).toEqual(['']);
  });

  it.each([['{'], ['null'], [undefined]])('is told as well by a package whose package.json is %s', async (manifest) => {
    const { code, err } = await told(new LatticeError('config', 'x', 'y'), manifest);
    expect({ code, err }).toEqual({ code: 3, err: 'lattice-hooks: x\ny\nSee docs/config.md\n' });
  });

  it.each([
    ['EROFS', 'Make that writable, then try again.'],
    ['EACCES', 'Make that writable, then try again.'],
    ['ENOSPC', 'Make room on that disk, then try again.'],
  ])('is no bug where the disk refuses: %s', async (code, remedy) => {
    const error = Object.assign(new Error(`${code}: no, mkdtemp '/repo/.git/x'`), { code });
    const err = `lattice-hooks: nothing was let through: ${code}: no, mkdtemp '/repo/.git/x'\n${remedy}\n`;
    expect(await told(error)).toEqual({ code: 4, err });
  });

  it('is a bug of ours where it is none of ours, and leads nowhere', async () => {
    const { code, err } = await told(new Error('oh'));
    expect(code).toBe(70);
    expect(err).toContain('lattice-hooks has a bug');
    expect(err).not.toContain('See ');
  });
});
