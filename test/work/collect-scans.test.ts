import { mkdirSync, symlinkSync, truncateSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanInput } from '../../src/core/scan.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;
beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

const input = (pattern: string, more: Partial<ScanInput> = {}): ScanInput => {
  return { gate: 'findings', input: pattern, pattern, isSure: true, ...more };
};
const sarif = (uri = 'src/a.py') =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'x' } },
        results: [
          { ruleId: 'R', message: { text: 'm' }, locations: [{ physicalLocation: { artifactLocation: { uri } } }] },
        ],
      },
    ],
  });
const leave = (file: string, text = sarif()) => `mkdir -p "$(dirname "${file}")"; printf %s '${text}' > "${file}"`;

async function scan(scans: readonly ScanInput[], script: string, task: Parameters<WorkLab['work']>[0] = {}) {
  const check = [['sh', '-c', script, '{scratch}']];
  const work = lab.work({ check, scans, ...task }, ['src/a.py', 'app/src/a.py']);
  const { outcome, unscanned } = await runCommands(undefined, work, lab.site);
  const found = 'measurements' in outcome ? outcome.measurements.scans : undefined;
  return { status: outcome.status, scans: found, unscanned };
}

describe('a report of this run', () => {
  it.each([
    ['out/a.sarif', leave('out/a.sarif'), 'out/a.sarif'],
    ['out/*.sarif', leave('out/a.sarif'), 'out/a.sarif'],
    ['{scratch}/a.sarif', leave('$0/a.sarif'), '{scratch}/a.sarif'],
    ['{scratch}/*.sarif', leave('$0/a.sarif'), '{scratch}/a.sarif'],
  ])('is read at %s', async (pattern, script, where) => {
    expect(await scan([input(pattern)], script)).toEqual({
      status: 'passed',
      scans: [
        {
          input: pattern,
          path: where,
          format: 'sarif',
          findings: [{ tool: 'x', rule: 'R', message: 'm', file: 'src/a.py', level: 'warning' }],
          notes: [],
        },
      ],
      unscanned: undefined,
    });
  });

  it('is read where the task failed, and not where it broke', async () => {
    const script = leave('out/a.sarif');
    expect(await scan([input('out/a.sarif')], `${script}; exit 1`)).toMatchObject({ status: 'failed', scans: [{}] });
    expect(await scan([input('out/a.sarif')], `${script}; exit 127`)).toMatchObject({ status: 'broken' });
  });

  it('names files of the repository, in whatever form and from wherever it was written', async () => {
    const fileIn = async (uri: string, task: object = {}) =>
      (await scan([input('out/a.sarif')], `${leave('out/a.sarif', sarif(uri))}`, task)).scans?.[0]?.findings[0]?.file;
    expect(await fileIn(`file://${lab.directory}/src/a.py`)).toBe('src/a.py');
    expect(await fileIn('src%2Fa.py')).toBe('src/a.py');
    lab.write({ 'app/x': '' });
    const [report] =
      (await scan([input('out/a.sarif')], leave('out/a.sarif'), { cwd: 'app', root: 'app' })).scans ?? [];
    expect(report).toMatchObject({ path: 'app/out/a.sarif', findings: [{ file: 'app/src/a.py' }] });
  });
});

describe('what is no report of this run', () => {
  const message = async (pattern: string, script: string) => (await scan([input(pattern)], script)).unscanned;

  it('is one that is missing', async () => {
    expect(await message('./out/a.sarif', 'true')).toEqual([
      { input: './out/a.sarif', path: 'out/a.sarif', message: 'no findings report was left at out/a.sarif' },
    ]);
  });

  it('is one that was there before, whatever its time', async () => {
    lab.write({ 'out/a.sarif': sarif() });
    utimesSync(path.join(lab.directory, 'out/a.sarif'), new Date(4e12), new Date(4e12));
    const old = (input: string) => ({
      input,
      path: 'out/a.sarif',
      message: 'the findings report out/a.sarif was there before, and was not written anew',
    });
    expect(await message('out/a.sarif', 'true')).toEqual([old('out/a.sarif')]);
    expect(await message('out/*', leave('out/b.sarif'))).toEqual([old('out/*')]);
    expect(await message('out/a.sarif', `${leave('out/a.sarif')}; touch -d 2020-01-01 out/a.sarif`)).toEqual([
      old('out/a.sarif'),
    ]);
  });

  it('is no matter of a task that only may leave it', async () => {
    lab.write({ 'out/a.sarif': sarif() });
    const may = [input('out/a.sarif', { isSure: false }), input('out/b.sarif', { isSure: false })];
    expect(await scan(may, 'true')).toEqual({ status: 'passed', scans: undefined, unscanned: undefined });
    expect((await scan(may, leave('out/a.sarif'))).scans).toHaveLength(1);
  });

  it('is one that leads out of the repository, by its words or by a link', async () => {
    expect(await message('../a.sarif', 'true')).toMatchObject([{ message: '../a.sarif leads out of the repository' }]);
    mkdirSync(path.join(lab.directory, 'out'));
    symlinkSync('/etc/hostname', path.join(lab.directory, 'out/a.sarif'));
    expect(await message('out/a.sarif', 'true')).toMatchObject([
      { message: 'out/a.sarif leads out of the repository' },
    ]);
  });

  it('is one that cannot be used, is too large, or is older than what it speaks of', async () => {
    expect(await message('out/a.sarif', leave('out/a.sarif', ''))).toMatchObject([
      { message: 'the findings report out/a.sarif cannot be used: it is empty' },
    ]);
    expect(await message('out/a.sarif', 'mkdir -p out; truncate -s 101M out/a.sarif')).toMatchObject([
      { message: 'the findings report out/a.sarif is larger than 100 MB' },
    ]);
    truncateSync(path.join(lab.directory, 'out/a.sarif'), 0);
    const later = `${leave('out/a.sarif')}; touch -d '+2 seconds' src/a.py 2>/dev/null || { mkdir -p src; touch -d '+2 seconds' src/a.py; }`;
    expect(await message('out/a.sarif', later)).toMatchObject([
      { message: 'the findings report out/a.sarif is older than a file that it speaks of' },
    ]);
  });
});
