import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../src/core/record.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

/** Refuses files as long as no `lint.cfg` stands beside them or in a folder above. */
const LINT = [
  process.execPath,
  '-e',
  "const up = (d) => fs.existsSync(d + '/lint.cfg') || (d !== '.' && up(path.dirname(d))); process.exit(process.argv.slice(1).every((f) => up(path.dirname(f))) ? 0 : 1)",
  '{files}',
];

describe('a config that git does not know, in a folder of the files', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ '.gitignore': 'own/\n' });
    lab.configure({
      fast: {
        on: ['pre-commit'],
        tasks: { lint: { run: LINT, files: '**/*.txt', inputs: ['**/lint.cfg'], scope: 'file' } },
      },
    });
    for (const file of ['src/deep/a.txt', 'lib/b.txt']) lab.repository.write(file);
    lab.repository.git('add', '--all');
  });
  afterEach(() => lab.repository.remove());

  const atCommit = () => lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
  const statuses = ({ checks }: RunRecord) =>
    checks.map(({ status, cached, filesRun }) => (cached ? 'remembered' : `${status} ${filesRun}`));
  const remove = (file: string) => rmSync(path.join(lab.repository.root, file));

  it('makes nothing remembered that passed below it, and is told', async () => {
    for (const file of ['src/lint.cfg', 'lib/lint.cfg']) lab.repository.write(file);
    lab.repository.git('add', 'lib/lint.cfg');
    const record = await atCommit();
    expect(statuses(record)).toEqual(['passed 2']);
    expect(record.notes).toEqual([
      expect.stringMatching(/^an input of `lint` that git does not know.*: src\/lint\.cfg$/),
    ]);
    expect(statuses(await atCommit())).toEqual(['passed 1']);
    remove('src/lint.cfg');
    expect(statuses(await atCommit())).toEqual(['failed 1']);
  });

  it('is part of the key where the task itself stands, and remembered with that', async () => {
    lab.repository.write('lint.cfg');
    expect((await atCommit()).notes).toEqual([]);
    expect(statuses(await atCommit())).toEqual(['remembered']);
    remove('lint.cfg');
    expect(statuses(await atCommit())).toEqual(['failed 2']);
  });

  it('is what is remembered once it is staged', async () => {
    for (const file of ['src/lint.cfg', 'lib/lint.cfg']) lab.repository.write(file);
    lab.repository.git('add', '--all');
    expect((await atCommit()).notes).toEqual([]);
    expect(statuses(await atCommit())).toEqual(['remembered']);
  });
});
