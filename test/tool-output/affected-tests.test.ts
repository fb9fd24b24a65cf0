import { describe, expect, it } from 'vitest';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import jest from '../../src/tasks/jest.ts';
import pytest from '../../src/tasks/pytest.ts';
import vitest from '../../src/tasks/vitest.ts';
import { testCountIn } from '../../src/tool-output/affected-tests.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited } from '../support/repository-facts.ts';

const some = contextIn('/project', [], { changed: ['a', 'b'] });
const all = contextIn('/project', []);

describe('the number of test files', () => {
  it.each([
    ['lattice-hooks: 2 of 3 test files\n', '', { ran: 2, of: 3 }],
    ['', 'PASS a\r\nlattice-hooks: 2 of 3 test files\r\n', { ran: 2, of: 3 }],
    ['lattice-hooks: 0 of 9 test files\nlattice-hooks: 2 of 3 test files\n', '', { ran: 2, of: 3 }],
    ['x lattice-hooks: 2 of 3 test files\n', '', undefined],
    ['lattice-hooks: 99999999999 of 3 test files\n', '', undefined],
    ['', '', undefined],
  ])('is read from %j and %j', (stdout, stderr, count) => {
    expect(testCountIn(exited(0, stdout, stderr))).toEqual(count);
  });
});

const COUNTED = 'lattice-hooks: 2 of 3 test files\n';
const NONE = 'lattice-hooks: 0 of 3 test files\n';
const skipped = { status: 'skipped', detail: 'no test imports any of the 2 files that changed' };
const passed = { status: 'passed', testCount: { ran: 2, of: 3 } };

describe('the end of a runner that ran some tests', () => {
  it.each<[string, ToolKind, number, string, object]>([
    ['vitest', vitest, 0, COUNTED, passed],
    ['vitest', vitest, 0, NONE, skipped],
    ['vitest', vitest, 0, 'No test files found, exiting with code 0\n', skipped],
    ['vitest', vitest, 0, '', { status: 'passed' }],
    ['jest', jest, 0, COUNTED, passed],
    ['jest', jest, 0, '', { status: 'unsure', why: expect.any(String) }],
    ['pytest', pytest, 0, COUNTED, passed],
    ['pytest', pytest, 5, NONE, skipped],
    ['pytest', pytest, 5, COUNTED, expect.objectContaining({ status: 'broken' })],
    ['pytest', pytest, 4, NONE, expect.objectContaining({ status: 'broken' })],
  ])('is judged: %s, %#', (_, kind, code, stdout, judgment) => {
    expect(kind.judge(exited(code, stdout), some)).toEqual(judgment);
  });

  it('means nothing of the kind where it was to run all', () => {
    expect(vitest.judge(exited(0, 'No test files found'), all)).toEqual({ status: 'passed' });
    expect(jest.judge(exited(0, ''), all)).toEqual({ status: 'passed' });
    expect(pytest.judge(exited(5, NONE), all)).toMatchObject({ status: 'broken' });
  });
});

describe('the option `affected`', () => {
  it.each([vitest, jest, pytest])('tells %j what changed, and keeps coverage as it is (%#)', (kind: ToolKind) => {
    expect(kind.affected?.({})).toBeUndefined();
    expect(kind.affected?.({ affected: false })).toBeUndefined();
    const commands = kind.affected?.({ affected: { always: ['e2e/**'] } });
    expect(commands?.always).toContain('e2e/**');
    expect(commands?.check[0]?.at(-1)).toMatch(/\{changed\}$/);
    const words = (options: object) =>
      kind
        .affected?.({ affected: true, ...options })
        ?.check.flat()
        .join(' ');
    expect(words({})).toMatch(/\{scratch\}\/coverage/);
    expect(words({ coverage: false })).not.toContain('{scratch}');
  });
});
