import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookRequest } from '../../src/run/hook-request.ts';
import { decodeProof, encodeProof, openProofs, STATED } from '../../src/run/proofs.ts';
import type { RunRequest } from '../../src/run/request.ts';
import { makeRunLab, type RunLab } from '../support/run-lab.ts';

const STAGED = { type: 'staged' } as const;

describe('an accepted run', () => {
  let lab: RunLab;
  let log: string;
  beforeEach(() => {
    lab = makeRunLab();
    log = path.join(lab.repository.root, '.git/lattice-hooks/proofs');
  });
  afterEach(() => lab.repository.remove());

  const configure = (task: object = {}, more: object = {}) =>
    lab.configure({ fast: { on: ['pre-commit'], tasks: { lint: { run: 'true', ...task } }, ...more } });
  const stage = (text: string, file = 'a.txt') => {
    lab.repository.write(file, text);
    lab.repository.git('add', '--all');
  };
  const run = (more: Partial<RunRequest> = {}) =>
    lab.run({ ...hookRequest('pre-commit', []), ...more, selection: STAGED });
  const words = async () => openProofs(await lab.find()).all();
  const proofs = async () => (await words()).flatMap(({ content }) => decodeProof(content) ?? []);
  const statements = async () => (await words()).filter(({ content }) => content === STATED).length;
  const skips = [{ task: 'lint', by: 'cli', reason: 'why' }] as const;

  it('leaves a proof of its tier and a statement for each file', async () => {
    configure();
    stage('1');
    const base = lab.repository.git('rev-parse', 'HEAD^{tree}');
    const record = await run();

    expect(await proofs()).toMatchObject([
      { tier: 'fast', root: '', tree: record.tree, base, environment: ['1.0.0', 'linux x64', '20'], skips: [] },
    ]);
    expect(await statements()).toBe(1);
  });

  it('leaves the same once', async () => {
    configure();
    stage('1');
    await run();
    const { size } = statSync(log);
    await run();

    expect(statSync(log).size).toBe(size);
  });

  it('states what is not remembered once more, check by check', async () => {
    configure({ cache: false });
    stage('1');
    await run();

    expect(await statements()).toBe(2);
  });

  it('that left something out proves that alone, and replaces nothing better', async () => {
    configure();
    stage('1');
    await run({ skips });
    expect((await proofs()).map((proof) => proof.skips)).toEqual([skips]);
    expect(await statements()).toBe(0);
    await run();
    await run({ skips });
    expect((await proofs()).map((proof) => proof.skips)).toEqual([skips, []]);
  });

  const OTHER = { fast: { on: ['pre-commit'], tasks: { lint: { run: 'true', timeout: '1m' } } } };

  it.each<[string, Partial<RunRequest>, () => void]>([
    ['it is refused', {}, () => configure({ run: 'false' })],
    ['it is of a part of the tier', { only: ['lint'] }, () => {}],
    ['it may not remember', { useCache: false }, () => {}],
    [
      'the config on disk is another',
      {},
      () => lab.repository.write('.lattice-hooksrc.json', JSON.stringify({ tiers: OTHER })),
    ],
    ['tasks saw untracked files', {}, () => configure({}, { untracked: 'visible' })],
  ])('leaves nothing where %s', async (_, more, prepare) => {
    configure();
    prepare();
    lab.repository.write('a.txt', '1');
    lab.repository.git('add', 'a.txt');
    await run(more);

    expect(await words()).toEqual([]);
  });

  it('costs nothing where the log cannot be written', async () => {
    configure();
    stage('1');
    mkdirSync(log, { recursive: true });

    expect((await run()).accepted).toBe(true);
  });
});

describe('a proof', () => {
  it('is read from its own word and from nothing else', () => {
    const proof = decodeProof(Buffer.from('{"tree":"t"}').toString('base64url'));

    expect(proof).toEqual({ tree: 't' });
    expect(proof === undefined ? undefined : decodeProof(encodeProof(proof))).toEqual(proof);
    for (const word of [undefined, STATED, '', 'e30', 'bnVsbA']) expect(decodeProof(word)).toBeUndefined();
  });
});
