import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRuns, readRuns } from '../../../src/run/records/run-log.ts';
import { aRecord } from '../../support/records.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let at: { readonly commonDir: string };
let file: string;
beforeEach(() => {
  repository = makeRepository();
  at = { commonDir: path.join(repository.root, '.git') };
  file = path.join(at.commonDir, 'lattice-hooks/runs.jsonl');
});
afterEach(() => repository.remove());

const trees = () => readRuns(at).map(({ tree }) => tree);

describe('the log of runs', () => {
  it('has them in their order, and is for its owner alone', () => {
    logRuns(at, [aRecord({ tree: 'a' }), aRecord({ tree: 'b' })]);
    logRuns(at, [aRecord({ tree: 'c' })]);

    expect(trees()).toEqual(['a', 'b', 'c']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is read past a line that a killed process left unfinished', () => {
    logRuns(at, [aRecord({ tree: 'a' })]);
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"trigger":"pre-`);
    logRuns(at, [aRecord({ tree: 'b' })]);

    expect(trees()).toEqual(['a', 'b']);
  });

  it('begins anew when it is long, and keeps one generation', () => {
    logRuns(at, [aRecord({ tree: 'a' })]);
    writeFileSync(file, `${readFileSync(file, 'utf8')}${' '.repeat(1024 * 1024)}`);
    logRuns(at, [aRecord({ tree: 'b' })]);

    expect(trees()).toEqual(['a', 'b']);
    expect(statSync(file).size).toBeLessThan(2000);
  });

  it('is empty where there is none, and nobody minds where none can be', () => {
    expect(readRuns(at)).toEqual([]);
    mkdirSync(file, { recursive: true });
    logRuns(at, [aRecord()]);
    expect(readRuns(at)).toEqual([]);
  });
});
