import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockWorktree, type Waiting } from '../../../src/git/isolation/lock.ts';
import type { Holder } from '../../../src/git/isolation/lock-holder.ts';
import { processIdentity } from '../../../src/system/processes/identity.ts';
import { bundle } from '../../support/isolation-process.ts';
import type { Race } from '../../support/lock-child.ts';

let gitDir: string;
let lock: string;

beforeEach(() => {
  gitDir = mkdtempSync(path.join(tmpdir(), 'lattice-lock-'));
  lock = path.join(gitDir, 'lattice-hooks/lock');
});

afterEach(() => rmSync(gitDir, { recursive: true }));

const SINCE = '2026-01-02T03:04:05.678Z';

/** Waits with this in place of time, and writes down who it is told to wait for. */
function waiting(sleep: Waiting['sleep'] = () => Promise.reject(new Error('had to wait'))) {
  const told: Holder[] = [];
  return { pid: process.pid, since: SINCE, onWait: (holder: Holder) => told.push(holder), sleep, told };
}

/** Writes a lock as another run would have left it. */
function leave(holder: unknown, file = lock): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));
}

/** Ends by itself at once. */
function startAndEnd(program: string, ...args: readonly string[]): Promise<{ pid: number; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve({ pid: child.pid ?? 0, code }));
  });
}

const race = (order: Race) => JSON.stringify(order);

const files = () => readdirSync(path.join(gitDir, 'lattice-hooks'));

describe('the lock of a worktree', () => {
  it('is taken and released, and leaves nothing', async () => {
    const release = await lockWorktree(gitDir, waiting());
    expect(files()).toEqual(['lock']);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid, since: SINCE });
    release();
    expect(files()).toEqual([]);
    release();
  });

  it('is waited for while its run is alive, and the run is named once', async () => {
    const release = await lockWorktree(gitDir, waiting());
    let pauses = 0;
    const second = waiting(async () => {
      pauses += 1;
      if (pauses === 3) release();
    });
    const releaseSecond = await lockWorktree(gitDir, second);
    expect(pauses).toBe(3);
    expect(second.told).toEqual([expect.objectContaining({ pid: process.pid, since: SINCE })]);
    release();
    expect(files()).toEqual(['lock']);
    releaseSecond();
    expect(files()).toEqual([]);
  });

  it('is waited for while its run is alive and belongs to somebody else', async () => {
    leave({ pid: 1, since: SINCE });
    await expect(lockWorktree(gitDir, waiting())).rejects.toThrow('had to wait');
    expect(files()).toEqual(['lock']);
  });

  it('is free when its run has ended without releasing it', async () => {
    const { pid } = await startAndEnd('--version');
    leave({ pid, since: SINCE });
    leave({ pid, since: SINCE }, `${lock}.breaking`);
    leave({ pid, since: SINCE }, `${lock}.${pid}.waiting`);
    const dead: number[] = [];
    const release = await lockWorktree(gitDir, { ...waiting(), onDead: (one) => void dead.push(one) });
    expect(files()).toEqual(['lock']);
    expect(dead).toEqual([pid]);
    release();
  });

  it('is free when its number belongs to another process by now', async () => {
    leave({ pid: process.pid, since: SINCE, identity: `${processIdentity(process.pid)}0` });
    const known = processIdentity(process.pid) !== undefined;
    const taken = lockWorktree(gitDir, waiting());
    if (known) (await taken)();
    else await expect(taken).rejects.toThrow('had to wait');
  });

  it('is free when a power cut has emptied it', async () => {
    for (const rubbish of ['', 'rubbish', '{}', 'null']) {
      leave(rubbish);
      leave(rubbish, `${lock}.breaking`);
      (await lockWorktree(gitDir, waiting()))();
    }
    expect(files()).toEqual([]);
  });

  it('is not waited for any longer when waiting is given up', async () => {
    const release = await lockWorktree(gitDir, waiting());
    await expect(lockWorktree(gitDir, waiting())).rejects.toThrow('had to wait');
    expect(files()).toEqual(['lock']);
    release();
  });

  it('says so when it cannot be taken', async () => {
    writeFileSync(path.join(gitDir, 'lattice-hooks'), 'a file in the way');
    await expect(lockWorktree(gitDir, waiting())).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^the worktree cannot be locked: E/),
    });
  });
});

describe('runs that race for the lock', () => {
  it('hold it one at a time', async () => {
    const program = bundle('lock-child.ts', gitDir);
    const racers = [1, 2, 3, 4].map(() => startAndEnd(program, race({ gitDir, times: 100 })));
    expect((await Promise.all(racers)).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(files()).toEqual([]);
  });

  it('hold it one at a time, also when every holder dies with it', async () => {
    const program = bundle('lock-child.ts', gitDir);
    const dead = await startAndEnd('--version');
    const racers = [1, 2, 3, 4].map(() => startAndEnd(program, race({ gitDir, times: 100, dead: dead.pid })));
    expect((await Promise.all(racers)).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    (await lockWorktree(gitDir, waiting()))();
    expect(files()).toEqual([]);
  });
});
