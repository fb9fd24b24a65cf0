import { spawn } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { isAlive, processIdentity } from '../../../src/system/processes/identity.ts';

describe('a process', () => {
  it('is alive as long as it runs, and is no other', async () => {
    const child = spawn(process.execPath, ['--eval', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const pid = child.pid ?? 0;
    const identity = processIdentity(pid);
    expect(isAlive(pid, identity)).toBe(true);
    expect(processIdentity(pid)).toBe(identity);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.end();
    await ended;
    expect(isAlive(pid, identity)).toBe(false);
    expect(isAlive(pid, undefined)).toBe(false);
    expect(processIdentity(pid)).toBeUndefined();
  });

  it('is another one when it was started at another time', () => {
    expect(isAlive(process.pid, undefined)).toBe(true);
    expect(isAlive(process.pid, 'another boot 1')).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is told by its start, whatever its name holds', async () => {
    const script = 'process.title = "a) R 1 (b"; console.log("named"); process.stdin.resume()';
    const child = spawn(process.execPath, ['--eval', script], { stdio: ['pipe', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const identity = processIdentity(child.pid ?? 0);
    child.stdin.end();
    const [boot, start] = identity?.split(' ') ?? [];
    const [ownBoot, ownStart] = processIdentity(process.pid)?.split(' ') ?? [];
    expect(boot).toBe(ownBoot);
    expect(Number(start)).toBeGreaterThan(Number(ownStart));
  });

  it('is alive although it belongs to somebody else', () => {
    expect(isAlive(1, undefined)).toBe(true);
  });
});
