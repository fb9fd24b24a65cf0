import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { proveAllGates } from '../../../src/cli/commands/gate.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
afterEach(() => repository.remove());

const TASKS = {
  test: { run: 'test', coverage: 'lcov.info' },
  scan: { run: 'scan --output out/a.sarif' },
};

/** What the command says of these gates, and its exit code. */
async function prove(gates: object, tasks: object = TASKS): Promise<string> {
  repository = makeRepository();
  repository.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { slow: { tasks, gates } } }) });
  const terminal = makeTerminal();
  const world = {
    ...{ cwd: repository.root, env: repository.env, node: process.execPath, nodeMajor: '20', platform: 'linux-x64' },
    ...{ product: '0.1.0', pid: 1, startedAt: '2026-11-22T09:00:00.000Z', now: () => 0, chance: 0, cores: 2 },
    ...{ temporary: repository.folder, packageFolder: process.cwd(), look: new Witness(0) },
  };
  const code = await proveAllGates(world, terminal);
  return `${code} ${terminal.written('out').replace(/\s+/g, ' ').trim()}`;
}

describe('a gate that refuses', () => {
  it.each<[string, object, string]>([
    ['lines', { coverage: { lines: 90 } }, 'lines 0.00% (0/100000) < 90%'],
    ['changed lines', { coverage: { changed: '0.1' } }, 'changed 0.00% (0/100000) < 0.1%'],
    ['branches of every file', { coverage: { perFile: { branches: 1 } } }, 'bad-sample.ts branches 0.00%'],
    [
      'uncovered functions beyond a number',
      { coverage: { functions: -2000 } },
      'functions 0.00% (0/100000), 100000 uncovered > 2000',
    ],
    ['findings', { findings: { input: 'out/*.sarif', failOn: 'critical' } }, '1 finding of rank critical'],
    [
      'new findings',
      { findings: { input: 'out/a.sarif', newOnly: true } },
      '1 finding of rank high or above on lines changed',
    ],
  ])('is shown to, by %s', async (_what, gates, text) => {
    const said = await prove(gates);
    expect(said).toContain(text);
    expect(said).toMatch(/^0 ✓ \w+ +slow: refuses a bad sample: /);
  });
});

describe('a gate that does not', () => {
  it.each<[string, object, string]>([
    ['asks for nothing', { coverage: {} }, 'the policy asks for nothing'],
    ['asks for what anything reaches', { coverage: { lines: 0 } }, 'lines 0.00% (0/100000) >= 0%'],
    ['leaves all files out', { coverage: { lines: 90, exclude: '**' } }, 'no line of the coverage reports is left'],
    ['ranks all as none', { findings: { input: 'out/a.sarif', rules: { '*/*': 'none' } } }, 'no finding of rank high'],
    ['ignores all', { findings: { input: 'out/a.sarif', ignore: [{ rule: '*/*', reason: 'x' }] } }, 'no findings'],
  ])('%s', async (_what, gates, text) => {
    const said = await prove(gates);
    expect(said).toContain(text);
    expect(said).toMatch(/^1 ✗ \w+ +slow: does not refuse a bad sample: /);
  });

  it('is fed by nobody', async () => {
    const said = await prove({ coverage: { lines: 90 } }, { lint: { run: 'lint' } });
    expect(said).toContain('no task of the tier leaves what it judges');
  });

  it('is not there at all', async () => {
    expect(await prove({})).toBe('1 there are no gates');
  });
});
