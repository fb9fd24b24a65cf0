import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import jest from '../../src/tasks/jest.ts';
import pytest from '../../src/tasks/pytest.ts';
import vitest from '../../src/tasks/vitest.ts';
import { type Lab, makeLab, type Run } from '../support/preset-lab.ts';

// Whether the real tools run the tests that they should, told what changed, and say of how many.

let lab: Lab;
afterAll(() => lab?.remove());

function run(kind: ToolKind, ...changed: readonly string[]): Run {
  return lab.run(kind, [], { changed, options: { affected: true } });
}

describe('vitest', () => {
  const head = "import { expect, it } from 'vitest';\n";
  beforeAll(() => {
    lab = makeLab({
      'package.json': '{ "type": "module" }',
      // What names are relative to is not where it is started.
      'vitest.config.js':
        "export default { root: 'app', resolve: { alias: { '@': new URL('./app/src', import.meta.url).pathname } } };\n",
      'app/src/deep.js': 'export const deep = 1;\n',
      'app/src/near.js': "export { deep } from '@/deep.js';\n",
      'app/src/other.js': 'export const other = 2;\n',
      'app/src/alone.js': 'export const alone = 3;\n',
      'app/test/near.test.js': `${head}import { deep } from '../src/near.js';\nit('near', () => expect(deep).toBe(1));\n`,
      'app/test/lazy.test.js': `${head}it('lazy', async () => expect((await import('../src/deep.js')).deep).toBe(1));\n`,
      'app/test/calm.test.js': `${head}it('calm', () => expect(1).toBe(2));\n`,
      'app/test/other.test.js': `${head}import { other } from '../src/other.js';\nit('other', () => expect(other).toBe(0));\n`,
    });
  });
  afterAll(() => lab.remove());

  it('runs what imports changed files, at whatever distance, and leaves coverage', () => {
    const { judgment, reports } = run(vitest, 'app/src/deep.js', 'app/src/other.js');
    expect(judgment).toMatchObject({
      status: 'failed',
      testCount: { ran: 3, of: 4 },
      findings: expect.arrayContaining([expect.objectContaining({ file: 'app/test/other.test.js' })]),
    });
    expect(reports).toEqual(['coverage/coverage-final.json']);
  });

  it('says that no test imports what changed', () => {
    expect(run(vitest, 'app/src/alone.js').judgment).toEqual({
      status: 'skipped',
      detail: 'no test imports the file that changed',
    });
  });
});

describe('jest', () => {
  beforeAll(() => {
    lab = makeLab({
      'package.json': '{ "jest": { "transform": {}, "roots": ["<rootDir>/app"] } }',
      'app/deep.js': 'exports.deep = 1;\n',
      'app/near.js': "exports.deep = require('./deep').deep;\n",
      'app/alone.js': 'exports.alone = 1;\n',
      'lib/far.js': 'exports.far = 1;\n',
      'app/near.test.js': "const { deep } = require('./near');\ntest('near', () => expect(deep).toBe(1));\n",
      'app/calm.test.js': "test('calm', () => expect(1).toBe(2));\n",
      'app/far.test.js': "const { far } = require('../lib/far');\ntest('far', () => expect(far).toBe(0));\n",
    });
  });
  afterAll(() => lab.remove());

  it('runs what imports changed files, at whatever distance, and leaves coverage', () => {
    const { judgment, reports } = run(jest, 'app/deep.js', 'app/far.test.js');
    expect(judgment).toMatchObject({
      status: 'failed',
      testCount: { ran: 2, of: 3 },
      findings: [{ file: 'app/far.test.js' }],
    });
    expect(reports).toEqual(['coverage/coverage-final.json']);
  });

  it('is not sure where it does not know a file, or found no test', () => {
    expect(run(jest, 'app/deep.js', 'lib/far.js').judgment).toMatchObject({ status: 'unsure' });
    expect(run(jest, 'app/alone.js').judgment).toMatchObject({ status: 'unsure' });
  });
});

describe('pytest', () => {
  beforeAll(() => {
    lab = makeLab({
      'pytest.ini': '[pytest]\npythonpath = src\n',
      'src/shop/__init__.py': '',
      'src/shop/deep.py': 'DEEP = 1\n',
      'src/shop/near.py': 'from .deep import DEEP\n',
      'src/shop/other.py': 'OTHER = 2\n',
      'src/shop/alone.py': 'ALONE = 3\n',
      'tests/test_near.py': 'from shop.near import DEEP\n\n\ndef test_near():\n    assert DEEP == 1\n',
      'tests/test_calm.py': 'def test_calm():\n    assert 1 == 2\n',
      'tests/test_other.py': 'from shop import other\n\n\ndef test_other():\n    assert other.OTHER == 0\n',
    });
  });
  afterAll(() => lab.remove());

  it('runs what imports changed files, at whatever distance, and leaves coverage', () => {
    const { judgment, reports } = run(pytest, 'src/shop/deep.py', 'src/shop/other.py');
    expect(judgment).toMatchObject({
      status: 'failed',
      testCount: { ran: 2, of: 3 },
      findings: [{ file: 'tests/test_other.py' }],
    });
    expect(reports).toEqual(['coverage.json']);
  });

  it('says that no test imports what changed', () => {
    expect(run(pytest, 'src/shop/alone.py', 'src/shop/alone.py').judgment).toEqual({
      status: 'skipped',
      detail: 'no test imports any of the 2 files that changed',
    });
  });
});
