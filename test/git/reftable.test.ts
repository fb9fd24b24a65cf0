import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCircumstances } from '../../src/git/circumstances.ts';
import { readStack, refsIn } from '../../src/git/reftable.ts';
import { KNOWS_TABLES, makeTable, type TableRefs, writeTables } from '../support/reftable.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

/** A table of git 2.47, with a log of what happened. */
const REAL = Buffer.from(
  'UkVGVAEAEAAAAAAAAAAAAQAAAAAAAAAEcgAAmQAjSEVBRAARcmVmcy9oZWFkcy9tYXN0ZXIAcXJlZnMvaGVhZHMvYmFyA7w7N74s9yKx1i1PfCYobTsI5yfHCxlmb28CvDs3viz3IrHWLU98JihtOwjnJ8cLMW1hc3RlcgG8Oze+LPcisdYtT3wmKG07COcnxwAAHAAANQACZwACGHjaY8j0cHV0YfgPAX8ZsIA91ub7dL4rbbym61+jppFrzfFc/ThjInOiQ1Lr9Vm7lBgYRJLzc3MzSxQ0MvMySzITczStFCq4GBosi1LTivUzUhNTivWTEotgdvwm1g7J4NTUFAUzQwPLJFMjc4XcxMy8EiBOLSo2RGI7lBYDSb28/KLUgpxKvSTdYqAuXZguvdSKxNyCnFSoS2WSihLzkjOsFJyLUhNLgKanFeXnAk0uLkkt4uJOTMvPh7nyz6B1ZSWEQYsoY2BhYIhlYAIAFMey61JFRlQBABAAAAAAAAAAAAEAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACZAAAAAAAAAAAuIt1I',
  'base64',
);
const ID = 'bc3b37be2cf722b1d62d4f7c26286d3b08e727c7';
const OTHER = '1'.repeat(40);

let repository: TestRepository;
let gitDir: string;
beforeEach(() => {
  repository = makeRepository();
  gitDir = path.join(repository.root, '.git');
});
afterEach(() => repository.remove());

const refsOf = (...tables: readonly Buffer[]) => {
  writeTables(gitDir, ...tables);
  return Object.fromEntries(refsIn(readStack(gitDir)));
};

describe('refs in tables', () => {
  it('are read as git has written them', () => {
    expect(refsOf(REAL)).toEqual({
      HEAD: 'ref: refs/heads/master',
      'refs/heads/bar': ID,
      'refs/heads/foo': ID,
      'refs/heads/master': ID,
    });
  });

  it('are what the latest table says', () => {
    const refs: TableRefs = { 'refs/heads/bar': null, 'refs/heads/foo': OTHER, 'refs/tags/v1': [ID, OTHER] };
    expect(refsOf(REAL, makeTable(refs), makeTable({ HEAD: ID }))).toEqual({
      HEAD: ID,
      'refs/heads/foo': OTHER,
      'refs/heads/master': ID,
      'refs/tags/v1': ID,
    });
  });

  it('fill any number of blocks, with names of any length', () => {
    const name = (index: number) => `refs/heads/${`${index}`.padStart(4, '0')}/${'x'.repeat(index % 200)}`;
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [name(index), ID]));
    expect(refsOf(makeTable(many))).toEqual(many);
  });

  it('have ids of 64 digits in a repository with such', () => {
    const refs = { HEAD: 'refs/heads/main', 'refs/heads/main': 'ab'.repeat(32) };
    expect(refsOf(makeTable(refs))).toEqual({ ...refs, HEAD: 'ref: refs/heads/main' });
  });

  it('are none without tables, and in an empty one', () => {
    expect(refsIn(readStack(gitDir))).toEqual(new Map());
    expect(refsOf(makeTable({}))).toEqual({});
  });

  it('of a form that is not known are an error, and so are those that were cut short', () => {
    const future = Buffer.from(REAL);
    future.writeUInt8(3, 4);
    const empty = Buffer.from(REAL);
    empty.writeUIntBE(0, 25, 3);
    const strange = Buffer.from(REAL);
    strange.writeUInt8(0x27, 29);
    for (const table of [future, empty, strange, REAL.subarray(0, 60), Buffer.from('no table')]) {
      expect(() => refsOf(table)).toThrow();
    }
  });

  it('cannot be read where a table of the list stays away', () => {
    writeTables(gitDir, REAL);
    mkdirSync(path.join(gitDir, 'reftable'), { recursive: true });
    writeFileSync(path.join(gitDir, 'reftable/tables.list'), 'gone.ref\n');
    expect(() => readStack(gitDir)).toThrow(/ENOENT/);
  });
});

describe('the branch of a repository with tables', () => {
  it('stands in them', () => {
    writeTables(gitDir, REAL);
    expect(readCircumstances({ gitDir })).toMatchObject({ branch: 'master' });
    writeTables(gitDir, REAL, makeTable({ HEAD: ID }));
    expect(readCircumstances({ gitDir }).branch).toBeUndefined();
    rmSync(path.join(gitDir, 'reftable'), { recursive: true });
    expect(readCircumstances({ gitDir }).branch).toBeUndefined();
  });
});

describe.runIf(KNOWS_TABLES)('git that knows tables', () => {
  it.each([[[]], [['--object-format=sha256']]])('reads in them what we do (%j)', (format) => {
    const root = path.join(repository.folder, 'tables');
    const git = (...args: readonly string[]) => repository.gitIn(root, args);
    mkdirSync(root);
    git('init', '-q', '--ref-format=reftable', ...format);
    git('commit', '-q', '--allow-empty', '-m', 'one');
    const updates = Array.from({ length: 300 }, (_, index) => `create refs/heads/some/branch-${index} HEAD`);
    writeFileSync(path.join(root, 'updates'), `${updates.join('\n')}\n`);
    spawnSync('sh', ['-c', 'git update-ref --stdin <updates'], { cwd: root, env: repository.env });
    git('tag', '-a', '-m', 'annotated', 'v1');
    git('branch', '-D', '-q', 'some/branch-7');
    const listed = git('for-each-ref', '--format=%(refname) %(objectname)').split('\n');
    const refs = refsIn(readStack(path.join(root, '.git')));
    expect(
      [...refs]
        .filter(([ref]) => ref !== 'HEAD')
        .map((ref) => ref.join(' '))
        .sort(),
    ).toEqual(listed.sort());
    expect(refs.get('HEAD')).toBe('ref: refs/heads/main');
    expect(listed).toHaveLength(301);
  });
});
