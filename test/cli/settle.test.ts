import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { settle } from '../../src/cli/settle.ts';
import { LatticeError } from '../../src/core/errors.ts';
import { makeTerminal } from '../support/fake-terminal.ts';
import { WORLD } from './world.ts';

const before = process.exitCode;
afterEach(() => {
  process.exitCode = before;
});

async function settled(error: unknown) {
  const terminal = makeTerminal();
  await settle(WORLD, terminal, () => Promise.reject(error));
  return { code: process.exitCode, said: terminal.written('err') };
}

describe('what kept a command from its work', () => {
  it('is told with what to do about it', async () => {
    const told = await settled(new LatticeError('usage', 'what', 'Do that.'));
    expect(told).toEqual({ code: 2, said: 'lattice-hooks: what\nDo that.\n' });
  });

  it.each([
    ['EROFS', 'Make that writable, then try again.'],
    ['EACCES', 'Make that writable, then try again.'],
    ['ENOSPC', 'Make room on that disk, then try again.'],
  ])('is no bug where the disk refuses: %s', async (code, remedy) => {
    const error = Object.assign(new Error(`${code}: no, mkdtemp '/repo/.git/x'`), { code });
    const said = `lattice-hooks: nothing was let through: ${code}: no, mkdtemp '/repo/.git/x'\n${remedy}\n`;
    expect(await settled(error)).toEqual({ code: 4, said });
  });

  it('is a bug of ours where nothing else is known of it', async () => {
    const { code, said } = await settled(new TypeError('x is not a function'));
    expect(code).toBe(70);
    expect(said).toMatch(/^lattice-hooks has a bug, .*\nTypeError: x is not a function\n/);
  });
});
