import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startByExeca } from '../../../src/system/processes/start-by-execa.ts';
import { type Startable, startProgram } from '../../../src/system/processes/start-program.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-start-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// What differs between systems is who finds the program; what a program meets and how it ends does not.
describe.each([
  ['the system', startProgram],
  ['execa', startByExeca],
])('a program that %s starts', (_, start) => {
  const run = async (file: string, args: readonly string[], more: Partial<Startable> = {}) => {
    const env = { PATH: process.env['PATH'] ?? '', GIVEN: 'yes' };
    const started = await start({ file, args, cwd: folder, env, ...more });
    if (started.type === 'not-started') return started.reason;
    const [out, err, exit] = await Promise.all([text(started.stdout), text(started.stderr), started.exit]);
    return { out, err, exit, group: started.group };
  };
  const sh = (script: string, more: Partial<Startable> = {}) => run('sh', ['-c', script], more);

  it('says and returns what it does, and knows no variable that it was not given', async () => {
    process.env['LATTICE_START_TEST'] = 'inherited';
    const script = 'echo "$GIVEN:$LATTICE_START_TEST:$PWD"; echo wrong >&2; exit 3';
    const end = await sh(script).finally(() => delete process.env['LATTICE_START_TEST']);
    expect(end).toMatchObject({ out: `yes::${folder}\n`, err: 'wrong\n', exit: { code: 3, by: null } });
  });

  it('is given words as they are', async () => {
    const words = ['a b', '$(x)', '"', '-- $(x) ".md', ''];
    const end = await run(process.execPath, ['-p', 'JSON.stringify(process.argv.slice(1))', '--', ...words]);
    expect(end).toMatchObject({ out: `${JSON.stringify(words)}\n` });
  });

  it('reads its input, and may leave it', async () => {
    expect(await sh('cat', { input: Buffer.from('given') })).toMatchObject({ out: 'given' });
    expect(await sh('exit 0', { input: Buffer.alloc(4 * 1024 * 1024) })).toMatchObject({ exit: { code: 0 } });
    expect(await sh('cat; echo end')).toMatchObject({ out: 'end\n' });
  });

  it('leads a group', async () => {
    const end = await sh('ps -o pgid= -p $$ || echo $$');
    expect(end).toMatchObject({ group: Number(typeof end === 'string' ? NaN : end.out) });
  });

  it('is told apart from one that a signal ended', async () => {
    expect(await sh('kill -KILL $$')).toMatchObject({ exit: { code: null, by: 'SIGKILL' } });
  });

  it.each([
    ['is not there', 'no-such-program', [], {}, 'ENOENT'],
    ['cannot be run', './plain', [], {}, 'EACCES'],
    ['has nowhere to run', 'true', [], { cwd: '/nowhere/at/all' }, /ENOENT|nowhere/],
    ['has more words than the system takes', 'true', ['x'.repeat(4 * 1024 * 1024)], {}, /E2BIG|call stack/],
  ] as const)('is none where it %s', async (_name, file, args, more, reason) => {
    writeFileSync(path.join(folder, 'plain'), 'echo hello');
    expect(await run(file, args, more)).toMatch(reason);
  });
});
