import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../src/setup/proposal.ts';
import { propose } from '../../src/setup/propose.ts';
import { factsOf } from '../support/repository-facts.ts';

// With the kinds that ship: what each of them detects is tried in its own test.

type Files = Parameters<typeof factsOf>[0];
type Packages = Parameters<typeof factsOf>[1];

const nowhere = () => false;
const everywhere = () => true;

async function proposalFor(files: Files, packages: Packages = {}, has = nowhere): Promise<Proposal> {
  return propose(factsOf(files, packages), has);
}

/** Names of the tasks by tier, with their kinds where these are called otherwise. */
function tasksOf(proposal: Proposal): Readonly<Record<string, readonly string[]>> {
  const inWords = ({ name, uses }: { name: string; uses: string }) => (name === uses ? name : `${name}: ${uses}`);
  return Object.fromEntries(proposal.tiers.map((tier) => [tier.name, tier.tasks.map(inWords)]));
}

function notesOf({ notes }: Proposal, about: string): readonly string[] {
  return notes.filter((note) => note.about === about).map((note) => note.text);
}

describe('a proposal', () => {
  it('checks at the commit what is fast, and at the push what is not', async () => {
    const proposal = await proposalFor(
      {
        'package.json': '{}',
        '.prettierrc': '',
        'eslint.config.js': '',
        'tsconfig.json': '{}',
        'vitest.config.ts': '',
        'src/a.ts': '',
        'src/a.test.ts': '',
        'docs/a.md': '# A\n',
      },
      { node: ['prettier', 'eslint', 'typescript', 'vitest', '@vitest/coverage-v8'] },
    );
    expect(proposal.tiers).toMatchObject([
      { name: 'fast', on: ['pre-commit'], budget: '5s', gates: {} },
      { name: 'thorough', on: ['pre-push'], budget: '2m', gates: { coverage: { lines: 90, changed: 90 } } },
    ]);
    expect(tasksOf(proposal)).toEqual({
      fast: ['format: prettier', 'lint: eslint', 'doc-links'],
      thorough: ['types: tsc', 'unit-tests: vitest'],
    });
    expect(proposal.missing).toEqual([]);
    expect(proposal.notes).toEqual([]);
  });

  it('looks at messages in a tier of their own, which no push makes up for', async () => {
    const titles = Array.from({ length: 10 }, (_, at) => `fix: ${at}`);
    const { tiers } = await propose(factsOf({ 'a.md': '' }, {}, titles), nowhere);
    expect(tiers).toMatchObject([
      { name: 'fast', on: ['pre-commit', 'pre-push'] },
      { name: 'message', on: ['commit-msg'], tasks: [{ uses: 'commit-message' }] },
    ]);
  });

  it('calls tasks by their kinds where two do the same', async () => {
    const proposal = await proposalFor(
      { 'package.json': '{}', 'a.ts': '', 'tests/a.ts': '', 'a.py': '', 'tests/test_a.py': '', 'eslint.config.js': '' },
      { node: ['prettier', 'eslint', 'vitest'], python: ['ruff', 'pytest', 'mypy'] },
    );
    expect(tasksOf(proposal)).toEqual({
      fast: ['prettier', 'ruff-format', 'eslint', 'ruff'],
      thorough: ['types: mypy', 'pytest', 'vitest'],
    });
  });

  it('says what was not found, for the languages that there are', async () => {
    const proposal = await proposalFor({ 'a.py': '', 'b.js': '' }, { python: ['ruff'], node: ['@biomejs/biome'] });
    expect(proposal.missing).toEqual(['tests for JavaScript or TypeScript', 'tests for Python']);
    expect((await proposalFor({ 'README.md': '' })).missing).toEqual([]);
  });

  it('runs the fast tier at the push too where there is no other, for commits that no hook has seen', async () => {
    const { tiers } = await proposalFor({ 'a.py': '' }, { python: ['ruff'] });
    expect(tiers.map(({ name, on }) => [name, on])).toEqual([['fast', ['pre-commit', 'pre-push']]]);
  });

  it('is empty where there is nothing to check', async () => {
    expect((await proposalFor({ LICENSE: '' })).tiers).toEqual([]);
  });
});

describe('what is there by halves', () => {
  it('is left out, with the command that completes it: a config without its program', async () => {
    const files = { 'eslint.config.js': '', 'pyproject.toml': '[tool.ruff]\n', 'a.py': '' };
    const proposal = await proposalFor(files);
    expect(proposal.tiers).toEqual([]);
    expect(notesOf(proposal, 'eslint')).toEqual([
      expect.stringMatching(/left out: eslint\.config\.js.*npm i -D eslint/),
    ]);
    expect(notesOf(proposal, 'ruff')).toEqual([expect.stringMatching(/left out: .*pip install ruff/)]);
  });

  it('is chosen when the program is found although no list of packages names it', async () => {
    const proposal = await proposalFor({ 'eslint.config.js': '' }, {}, everywhere);
    expect(tasksOf(proposal)).toEqual({ fast: ['lint: eslint'] });
  });

  it('is left out when there is no file for it', async () => {
    const proposal = await proposalFor({ 'pyproject.toml': '[tool.black]\n' }, { python: ['black'] });
    expect(proposal.tiers).toEqual([]);
    expect(notesOf(proposal, 'black')).toEqual([expect.stringContaining('no file for it')]);
  });

  it.each([
    {
      kind: 'vitest',
      packages: { node: ['vitest'] },
      tests: ['src/a.test.ts', 'b.spec.mjs', 'tests/a.ts', 'x/__tests__/a.jsx'],
    },
    { kind: 'jest', packages: { node: ['jest'] }, tests: ['src/a.test.js'] },
    { kind: 'pytest', packages: { python: ['pytest'] }, tests: ['test_a.py', 'pkg/a_test.py'] },
  ])('is left out when there are no tests yet: $kind', async ({ kind, packages, tests }) => {
    const without = await proposalFor({ 'package.json': '{}', 'src/contest.ts': '', 'attest.py': '' }, packages);
    expect(without.tiers).toEqual([]);
    expect(notesOf(without, kind)).toEqual([expect.stringContaining('not one test')]);
    for (const file of tests) {
      const proposal = await proposalFor({ 'package.json': '{}', [file]: '' }, packages);
      expect(tasksOf(proposal)).toEqual({ thorough: [`unit-tests: ${kind}`] });
    }
  });
});

describe('two tools for the same', () => {
  const both = { node: ['prettier', '@biomejs/biome'] };

  it('share the files: Biome and Prettier', async () => {
    const proposal = await proposalFor({ 'biome.json': '{}', '.prettierrc': '', 'a.ts': '', 'README.md': '' }, both);
    const [fast] = proposal.tiers;
    expect(fast?.tasks.map(({ uses }) => uses)).toEqual(expect.arrayContaining(['biome', 'prettier']));
    expect(fast?.tasks.find(({ uses }) => uses === 'prettier')?.keys).toEqual({
      exclude: [expect.stringContaining('ts')],
    });
    expect(fast?.tasks.find(({ uses }) => uses === 'biome')?.keys).toEqual({});
    expect(notesOf(proposal, 'prettier')).toEqual([expect.stringContaining('what Biome does not')]);
  });

  it('leave Prettier out where Biome formats all that there is', async () => {
    const proposal = await proposalFor({ 'biome.json': '{}', 'a.ts': '', 'package.json': '{}' }, both);
    expect(tasksOf(proposal)).toEqual({ fast: ['biome'] });
    expect(notesOf(proposal, 'prettier')).toEqual([expect.stringContaining('left out')]);
  });

  it('keep all files with Prettier where Biome does not format', async () => {
    const config = '{ /* lints only */ "formatter": { "enabled": false } }';
    const proposal = await proposalFor({ 'biome.jsonc': config, 'a.ts': '', 'a.md': '' }, both);
    expect(proposal.tiers[0]?.tasks.find(({ uses }) => uses === 'prettier')?.keys).toEqual({});
  });

  it('count as sharing where the config of Biome cannot be read', async () => {
    const proposal = await proposalFor({ 'biome.json': '{', 'a.ts': '' }, both);
    expect(tasksOf(proposal)).toEqual({ fast: ['biome'] });
  });

  it('are one formatter for Python: Black where it is there', async () => {
    const proposal = await proposalFor({ 'a.py': '' }, { python: ['ruff', 'black'] });
    expect(tasksOf(proposal)).toEqual({ fast: ['format: black', 'lint: ruff'] });
  });

  const tests = { 'a.test.js': '', 'package.json': '{}' };
  const runners = { node: ['jest', 'vitest'] };
  it.each([
    { files: { ...tests, 'jest.config.js': '' }, chosen: ['unit-tests: jest'] },
    { files: { ...tests, 'vitest.config.ts': '' }, chosen: ['unit-tests: vitest'] },
    { files: { ...tests, 'package.json': '{ "scripts": { "test": "jest --ci" } }' }, chosen: ['unit-tests: jest'] },
    { files: tests, chosen: ['unit-tests: vitest'] },
    { files: { ...tests, 'vitest.config.ts': '', 'jest.config.js': '' }, chosen: ['jest', 'vitest'] },
  ])('run the tests that are theirs: $chosen', async ({ files, chosen }) => {
    const proposal = await proposalFor(files, runners);
    expect(tasksOf(proposal)).toEqual({ thorough: chosen });
    const notes = [...notesOf(proposal, 'jest'), ...notesOf(proposal, 'vitest')];
    expect(notes.filter((note) => note.startsWith('left out'))).toHaveLength(2 - chosen.length);
    // What could be said of one that is left out is of no use.
    const told = new Set(proposal.notes.map((note) => note.about));
    expect(proposal.notes).toHaveLength(told.size);
  });
});
