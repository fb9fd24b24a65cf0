import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

const LCOV = 'SF:src/a.ts\nDA:1,1\nend_of_record\n';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

/** The command writes LCOV where it says, relative to the top. */
const leave = (...files: readonly string[]) =>
  files.map((file) => `printf '${LCOV.replaceAll('\n', '\\n')}' > "${file}"`).join('; ');

async function measure(coverage: readonly string[], script: string, task: Parameters<WorkLab['work']>[0] = {}) {
  const command = ['sh', '-c', `mkdir -p coverage/deep; ${script}`, '{scratch}'];
  const { outcome, unmeasured } = await runCommands(
    undefined,
    lab.work({ check: [command], coverage, ...task }),
    lab.site,
  );
  return { status: outcome.status, files: filesOf(outcome), unmeasured };
}

function filesOf(outcome: Outcome): number | undefined {
  return 'measurements' in outcome ? outcome.measurements.coverage?.length : undefined;
}

describe('a report of this run', () => {
  it.each([
    [['coverage/lcov.info'], leave('coverage/lcov.info')],
    [['./coverage/lcov.info'], leave('coverage/lcov.info')],
    [['coverage/*.info'], leave('coverage/a.info')],
    [['coverage/**/*.info'], leave('coverage/deep/a.info')],
    [['coverage/[id].info'], leave('coverage/[id].info')],
    [['{scratch}/lcov.info'], leave('$0/lcov.info')],
    [['{scratch}/**/*.info'], `mkdir "$0/x"; ${leave('$0/x/lcov.info')}`],
  ])('is measured at %j', async (patterns, script) => {
    expect(await measure(patterns, script)).toEqual({ status: 'passed', files: 1, unmeasured: undefined });
  });

  it('may be several, by one glob or by several names', async () => {
    const script = leave('coverage/a.info', 'coverage/deep/b.info');
    expect(await measure(['coverage/**'], script)).toMatchObject({ files: 2 });
    expect(await measure(['coverage/a.info', 'coverage/deep/b.info'], script)).toMatchObject({ files: 2 });
  });

  it('is measured where the task failed, and not where it broke', async () => {
    const script = leave('coverage/lcov.info');
    expect(await measure(['coverage/lcov.info'], `${script}; exit 1`)).toMatchObject({ status: 'failed', files: 1 });
    expect(await measure(['coverage/lcov.info'], `${script}; exit 127`)).toEqual({
      status: 'broken',
      files: undefined,
      unmeasured: undefined,
    });
  });

  it('stands where the config says, whatever the directory of the task', async () => {
    lab.write({ 'packages/a/src/x.ts': '', 'packages/a/coverage/x': '' });
    const task = { root: 'packages/a', cwd: 'packages/a/src' };
    expect(await measure(['coverage/lcov.info'], leave('../coverage/lcov.info'), task)).toMatchObject({ files: 1 });
    expect(await measure(['../../all.info'], leave('../../../all.info'), task)).toMatchObject({ files: 1 });
    expect(await measure(['../../*.info'], leave('../../../all.info'), task)).toMatchObject({ files: 1 });
  });
});

describe('what is no report of this run', () => {
  it('is missing', async () => {
    expect(await measure(['coverage/lcov.info'], 'true')).toEqual({
      status: 'passed',
      files: undefined,
      unmeasured: 'lint: it left no coverage report at coverage/lcov.info',
    });
    expect(await measure(['{scratch}/*.info', 'no/such/**'], leave('$0/a.info'))).toMatchObject({
      unmeasured: 'lint: it left no coverage report at no/such/**',
    });
    expect(await measure(['coverage'], 'true')).toMatchObject({ unmeasured: expect.stringContaining('left no') });
  });

  it.each(['coverage/lcov.info', 'coverage/*'])('was there before and not written anew: %s', async (pattern) => {
    lab.write({ 'coverage/lcov.info': LCOV });
    expect(await measure([pattern], 'true')).toMatchObject({
      files: undefined,
      unmeasured: 'lint: it did not write the coverage report coverage/lcov.info anew',
    });
    expect(await measure([pattern], leave('coverage/lcov.info'))).toMatchObject({ files: 1 });
  });

  it('was put there from elsewhere', async () => {
    lab.write({ 'kept.info': LCOV });
    utimesSync(path.join(lab.directory, 'kept.info'), 1, 1);
    expect(await measure(['coverage/lcov.info'], 'cp -p kept.info coverage/lcov.info')).toMatchObject({
      files: undefined,
      unmeasured: 'lint: the coverage report coverage/lcov.info was written before the task started',
    });
  });

  it('is older than a file that it covers', async () => {
    lab.write({ 'src/a.ts': 'one' });
    expect(await measure(['coverage/lcov.info'], leave('coverage/lcov.info'))).toMatchObject({ files: 1 });
    const script = `${leave('coverage/lcov.info')}; touch -d '+1 hour' src/a.ts`;
    expect(await measure(['coverage/lcov.info'], script)).toMatchObject({
      files: undefined,
      unmeasured: 'lint: the coverage report coverage/lcov.info is older than src/a.ts, which it covers',
    });
  });

  it('may speak of files that cannot be', async () => {
    const script = `printf 'SF:${'x'.repeat(5000)}\\nDA:1,1\\nend_of_record\\n' > coverage/lcov.info`;
    expect(await measure(['coverage/lcov.info'], script)).toMatchObject({ files: 1 });
    expect(await measure([`${'x'.repeat(5000)}.info`], 'true')).toMatchObject({ files: undefined });
  });

  it.each([
    ['', 'it is empty'],
    ['{"/p/src/a.ts":{"path":"/p/src/a.ts","statementMap":{', 'cut short'],
    ['hello', 'no coverage report of a known form'],
  ])('cannot be used: %j', async (text, why) => {
    const script = `printf '${text.replaceAll('\n', '\\n')}' > coverage/lcov.info`;
    const { files, unmeasured } = await measure(['coverage/lcov.info'], script);
    expect(files).toBeUndefined();
    expect(unmeasured).toMatch(/^lint: the coverage report coverage\/lcov\.info cannot be used: /);
    expect(unmeasured).toContain(why);
  });
});

describe('a report that leads out of the repository', () => {
  const outside = () => path.join(path.dirname(lab.directory), 'outside');

  beforeEach(() => {
    mkdirSync(outside());
  });

  it.each(['../outside/lcov.info', '../outside/*.info', '../**/lcov.info', '{scratch}/../../../outside/lcov.info'])(
    'is refused: %s',
    async (pattern) => {
      const { files, unmeasured } = await measure([pattern], leave('../outside/lcov.info'));
      expect(files).toBeUndefined();
      expect(unmeasured).toBe(`lint: the coverage report ${pattern} leads out of the repository`);
    },
  );

  it('is refused although nothing is there', async () => {
    for (const pattern of ['../nowhere/lcov.info', '../nowhere/*.info', '{scratch}/../*.info']) {
      const { unmeasured } = await measure([pattern], 'true');
      expect(unmeasured).toBe(`lint: the coverage report ${pattern} leads out of the repository`);
    }
  });

  it('is refused by its absolute path, which one inside is not', async () => {
    const pattern = path.join(outside(), 'lcov.info');
    expect(await measure([pattern], leave('../outside/lcov.info'))).toMatchObject({
      unmeasured: `lint: the coverage report ${pattern} leads out of the repository`,
    });
    const inside = path.join(lab.directory, 'coverage/lcov.info');
    expect(await measure([inside], leave('coverage/lcov.info'))).toMatchObject({ files: 1 });
  });

  it.each(['link/lcov.info', 'link/*', 'one.info', '*.info'])('is refused behind a link: %s', async (pattern) => {
    symlinkSync(outside(), path.join(lab.directory, 'link'));
    symlinkSync(path.join(outside(), 'lcov.info'), path.join(lab.directory, 'one.info'));
    const { files } = await measure([pattern], leave('../outside/lcov.info'));
    expect(files).toBeUndefined();
  });
});

describe('a glob from the top', () => {
  it('finds no report of a dependency, unless it names one', async () => {
    lab.write({ 'node_modules/x/y': '' });
    const script = leave('coverage/lcov.info', 'node_modules/x/lcov.info');
    expect(await measure(['**/lcov.info'], script)).toMatchObject({ files: 1 });
    expect(await measure(['node_modules/**/lcov.info'], script)).toMatchObject({ files: 1 });
    expect(await measure(['**/node_modules/**/lcov.info'], script)).toMatchObject({ files: 1 });
  });
});
