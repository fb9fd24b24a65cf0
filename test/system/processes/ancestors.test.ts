import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { isAncestor, type ParentOf, parentByProc, parentsByPs } from '../../../src/system/processes/ancestors.ts';

const hasPs = spawnSync('ps', ['-A']).status === 0;
const family =
  (parents: Readonly<Record<number, number>>): ParentOf =>
  (pid) =>
    parents[pid];

describe('an ancestor', () => {
  it('is who started a process, or who started that one', () => {
    const parents = family({ 9: 5, 5: 3, 3: 1, 1: 0 });
    expect([5, 3, 1].map((pid) => isAncestor(pid, 9, parents))).toEqual([true, true, true]);
    expect([9, 7, 0].map((pid) => isAncestor(pid, 9, parents))).toEqual([false, false, false]);
  });

  it('is nobody where parents are unknown, or in a ring', () => {
    expect(isAncestor(3, 9, family({}))).toBe(false);
    expect(isAncestor(3, 9, family({ 9: 5, 5: 9 }))).toBe(false);
  });

  it('is known of real processes, and of those that are gone it is not', async () => {
    const script =
      'const { pid } = require("child_process").spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: ["inherit", "ignore", "ignore"] }); console.log(pid)';
    const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const grandchild = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
    const isKnown = hasPs || parentByProc(process.pid) !== undefined;
    expect(isAncestor(process.pid, grandchild)).toBe(isKnown);
    expect(isAncestor(child.pid ?? 0, grandchild)).toBe(isKnown);
    expect(isAncestor(grandchild, process.pid)).toBe(false);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.end();
    await ended;
    expect(isAncestor(process.pid, child.pid ?? 0)).toBe(false);
  });
});

it.runIf(hasPs)('the parent that ps tells is the real one', () => {
  expect(parentsByPs()(process.pid)).toBe(process.ppid);
});

it.runIf(process.platform === 'linux')(
  'the parent that /proc tells is the real one, whatever the name of the program',
  () => {
    const script = `process.title = 'a) R 7 (b'; console.log(require('fs').readFileSync('/proc/self/stat', 'latin1'))`;
    expect(spawnSync(process.execPath, ['-e', script]).stdout.toString()).toContain('(a) R 7 (b)');
    expect(parentByProc(process.pid)).toBe(process.ppid);
    expect(parentByProc(2 ** 30)).toBeUndefined();
  },
);
