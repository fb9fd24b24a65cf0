import { renameSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What a push runs of the tests where the task asks for those that are affected, and what it says of that.

const HEAD = "import { expect, it } from 'vitest';\n";
const FILES = {
  'package.json': '{ "type": "module" }\n',
  'vitest.config.js': "export default { test: { setupFiles: ['test/setup.js'] } };\n",
  'data/rates.json': '{ "rate": 2 }\n',
  'src/price.js': 'export const price = (n) => n * 2;\n',
  'src/cart.js': "import { price } from './price.js';\n\nexport const cart = () => price(1);\n",
  'src/other.js': 'export const other = () => 1;\n',
  'src/odd name-é.js': 'export const odd = () => 1;\n',
  'test/setup.js': "import './clock.js';\n",
  'test/clock.js': 'globalThis.clock = 1;\n',
  'test/cart.test.js': `${HEAD}import { cart } from '../src/cart.js';\nit('cart', () => expect(cart()).toBe(2));\n`,
  'test/other.test.js': `${HEAD}import { other } from '../src/other.js';\nit('other', () => expect(other()).toBe(1));\n`,
  'test/odd.test.js': `${HEAD}import { odd } from '../src/odd name-é.js';\nit('odd', () => expect(odd()).toBe(1));\n`,
};
const CONFIG = {
  tiers: {
    thorough: {
      on: ['pre-push'],
      tasks: { 'unit-tests': { uses: 'vitest', options: { affected: true } } },
      gates: { coverage: { lines: 90, changed: 90 } },
    },
  },
};

let project: Project;
let start: string;
beforeAll(() => {
  project = makeProject(FILES, CONFIG);
  project.addOrigin();
  start = project.git('rev-parse', 'HEAD').trim();
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
  project.git('clean', '--quiet', '--force', '-d');
  project.git('push', '--quiet', '--no-verify', '--force', 'origin', 'main');
});

/** Commits these files on a branch of that name, and pushes it. */
function push(branch: string, files: Readonly<Record<string, string>> = {}) {
  project.git('checkout', '--quiet', '-B', branch);
  project.commit(files, 'change');
  return project.tryPush();
}

/** What the last run says of the tests. */
function lastTests() {
  const { checks, gates } = JSON.parse(project.lattice(['report', '--report', 'json']).stdout);
  const [{ status, cached, tests, message }] = checks;
  return { status, cached, tests, message, gate: gates[0]?.status };
}

const all = (type: string, file: string, more = 0) => ({ type: 'all', because: { type, path: file, more } });

describe('a push', () => {
  it('runs the tests that import what changed, and no other', () => {
    const wrong = `${HEAD}import '../src/other.js';\nit('other', () => expect(1).toBe(2));\n`;
    project.commit({ 'test/other.test.js': wrong }, 'break');
    project.git('push', '--quiet', '--no-verify', 'origin', 'main');
    const pushed = push('edit', { 'src/price.js': 'export const price = (n) => 2 * n;\n' });
    expect(pushed.code).toBe(0);
    expect(pushed.output).toMatch(/✓ unit-tests {2}1 of 3 test files/);
    expect(pushed.output).toMatch(/✓ coverage {2}changed 100\.00%/);
    expect(pushed.output).toContain('only part of the tests ran');
    expect(lastTests()).toMatchObject({ tests: { type: 'affected', by: 1, ran: 1, of: 3 }, gate: 'passed' });
  });

  it('is refused by what an earlier push of the branch has broken', () => {
    project.git('checkout', '--quiet', '-B', 'long');
    project.commit({ 'src/other.js': 'export const other = () => 3;\n' }, 'break');
    project.git('push', '--quiet', '--no-verify', '--set-upstream', 'origin', 'long');
    const pushed = push('long', { 'src/price.js': 'export const price = (n) => 2 * n;\n' });
    expect(pushed.code).not.toBe(0);
    expect(pushed.output).toMatch(/✗ unit-tests .*1 finding, 2 of 3 test files/);
    expect(lastTests()).toMatchObject({ status: 'failed', tests: { by: 2, ran: 2, of: 3 } });
  });

  it('tells the tool names of any kind, in a checkout of the commit as well', () => {
    project.git('checkout', '--quiet', '-B', 'odd');
    project.commit({ 'src/odd name-é.js': 'export const odd = () => 2;\n' }, 'break');
    project.write('src/price.js', 'an edit that is not pushed');
    const pushed = project.tryPush(['origin', 'odd']);
    expect(pushed.code).not.toBe(0);
    expect(lastTests()).toMatchObject({ status: 'failed', tests: { by: 1, ran: 1, of: 3 } });
  });

  it.each([
    ['test/clock.js', 'input'],
    ['data/rates.json', 'data'],
  ])('would run all tests where %s changed', (file, type) => {
    project.git('checkout', '--quiet', '-B', 'whole');
    project.commit({ [file]: '{ "type": "module", "more": 1 }\n', 'src/other.js': '// edited\n' }, 'change');
    const { tasks } = JSON.parse(project.lattice(['explain', 'unit-tests', '--report', 'json']).stdout);
    expect(tasks[0].tests).toEqual(all(type, file));
  });

  it('runs the tests that import a module which is gone, or has another name', () => {
    project.git('checkout', '--quiet', '-B', 'moved');
    renameSync(path.join(project.root, 'src/price.js'), path.join(project.root, 'src/cost.js'));
    project.git('add', '--all');
    project.git('commit', '--quiet', '--message', 'rename');
    const pushed = project.tryPush();
    expect(pushed.code).not.toBe(0);
    expect(pushed.output).toContain('all tests: src/price.js is gone');
    expect(pushed.output).toContain('test/cart.test.js');
    unlinkSync(path.join(project.root, 'src/cost.js'));
  });

  it('says that nothing is tested, and does not take that for covered lines', () => {
    const pushed = push('untested', { 'src/alone.js': 'export const alone = () => 1;\n' });
    expect(pushed.code).not.toBe(0);
    expect(pushed.output).toMatch(/- unit-tests {2}no test imports the file that changed/);
    expect(pushed.output).toMatch(/✗ coverage {2}changed 0\.00% \(0\/1\)/);
    expect(pushed.output).toContain('not measured: src/alone.js');
    expect(lastTests()).toMatchObject({ status: 'skipped', message: 'no test imports the file that changed' });
  });

  it('is let go once all tests have passed on the same tree', () => {
    const spawning = `${HEAD}import { execFileSync } from 'node:child_process';\nit('runs', async () => { await import(['..', 'src', 'late.js'].join('/')); });\n`;
    project.commit({ 'test/late.test.js': spawning, 'src/late.js': 'export const late = 1;\n' }, 'late');
    project.git('push', '--quiet', '--no-verify', 'origin', 'main');
    const refused = push('late', { 'src/late.js': 'export const late = 2;\n' });
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(
      /only part of the tests ran: to measure everything, `npx lattice-hooks run\s+thorough --all`/,
    );
    expect(project.lattice(['run', 'thorough', '--all']).code).toBe(0);
    expect(project.tryPush().code).toBe(0);
    expect(lastTests()).toMatchObject({ status: 'passed', cached: true, tests: { type: 'all' }, gate: 'passed' });
  });
});

describe('explain', () => {
  it('says which tests would run, and by which command', () => {
    project.git('checkout', '--quiet', '-B', 'asked');
    project.commit({ 'src/price.js': 'export const price = (n) => n + n;\n' }, 'double');
    const { output } = project.lattice(['explain', 'unit-tests']);
    expect(output).toContain('tests: those that import what changed: src/price.js');
    expect(output).toContain('vitest related');
    expect(project.lattice(['run', 'pre-push', '--dry-run', '--from', 'origin/main', '--to', 'HEAD']).output).toContain(
      'those that import what changed: src/price.js',
    );
  });
});
