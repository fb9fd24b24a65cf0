import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileProofKey, tierHash } from '../../../src/core/memory/proof.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { decodeProof, encodeProof, openProofs, STATED } from '../../../src/run/memory/proofs.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

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
  /** Whether the tier is said to have accepted what the index has of a file. */
  const isStated = async (file: string, left: readonly string[] = []) => {
    const scene = await lab.scene(STAGED);
    const { plan } = await lab.ready(scene, hookRequest('pre-commit', []));
    const [tier] = plan.tiers;
    if (tier === undefined) throw new Error('no tier');
    const key = fileProofKey(tierHash(tier), left, file, scene.captured.snapshot.tree.get(file));
    return (await words()).some((word) => word.key === key);
  };
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

  it('of nothing that changed keeps what is known of how the tree came to be', async () => {
    configure();
    stage('1');
    await run({ skips: [{ task: 'lint', by: 'env', reason: 'why' }] });
    lab.repository.git('commit', '-q', '--no-verify', '-m', 'x');
    const before = await proofs();
    await run();

    expect(await proofs()).toEqual(before);
    expect(before.map(({ skips }) => skips.length)).toEqual([1]);
  });

  it('of files that somebody named leaves nothing', async () => {
    configure();
    lab.repository.write('a.txt', '1');
    const selection = { type: 'files', files: ['a.txt'] } as const;

    expect((await lab.run({ ...hookRequest('pre-commit', []), byHook: false, selection })).checks).toHaveLength(1);
    expect(await words()).toEqual([]);
  });

  it('leaves nothing of a tier of whose files somebody changed one meanwhile', async () => {
    const change = 'echo meanwhile > b.txt';
    lab.repository.commit({ 'b.txt': '1' });
    configure({ run: ['sh', '-c', change], scope: 'project', files: '*.txt' }, {});
    stage('1');
    const record = await run();

    expect(record).toMatchObject({ accepted: true, checks: [{ status: 'passed' }] });
    expect(await words()).toEqual([]);
  });

  it('states a file as a fix has left it', async () => {
    configure({ run: 'true {files}', fix: ['sh', '-c', 'for f; do echo fixed > "$f"; done', 'sh', '{files}'] });
    stage('1');
    await run();

    expect(await isStated('a.txt')).toBe(true);
    expect(lab.repository.git('show', ':a.txt')).toBe('fixed');
  });

  it('states that a file is gone', async () => {
    configure();
    stage('1');
    lab.repository.commit();
    lab.repository.git('rm', '-q', 'a.txt');
    await run();

    expect(await isStated('a.txt')).toBe(true);
  });

  it('states a file only for where its `when` leaves out the same', async () => {
    configure({}, { tasks: { lint: { run: 'true' }, slow: { run: 'true', when: { branches: ['release'] } } } });
    stage('1');
    await run();

    expect(await isStated('a.txt', ['slow'])).toBe(true);
    expect(await isStated('a.txt', [])).toBe(false);
  });

  it('begins a generation where the log is full, and loses nothing of the one before', async () => {
    configure();
    stage('1');
    await run();
    const before = await words();
    appendFileSync(log, 'x'.repeat(2 * 1024 * 1024));
    stage('2');
    await run();

    expect(statSync(log).size).toBeLessThan(10_000);
    expect(await words()).toEqual(expect.arrayContaining([...before]));
    expect(await isStated('a.txt')).toBe(true);
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
