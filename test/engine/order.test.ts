import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/core/plan.ts';
import type { Task } from '../../src/core/task.ts';
import { orderChecks } from '../../src/engine/order.ts';
import { ending } from '../support/fake-run.ts';
import { makeTask } from '../support/work-lab.ts';

const FIX = { fix: [['fix', '{files}']] };
const check = (
  name: string,
  files: readonly string[],
  how: Partial<Task> & Partial<Pick<Check, 'writes' | 'dependsOn'>> = {},
): Check => {
  const { writes = false, dependsOn = files, ...task } = how;
  return { task: makeTask({ name, check: [[name, '{files}']], ...task }), writes, files, dependsOn };
};
const writer = (name: string, files: readonly string[], how: Parameters<typeof check>[2] = {}) =>
  check(name, files, { ...FIX, writes: true, ...how });

/** Who waits for whom, by name. */
const waits = (...checks: readonly Check[]) =>
  Object.fromEntries(
    [...orderChecks(checks)].map(([one, others]) => [one.task.name, [...others].map((other) => other.task.name)]),
  );

describe('orderChecks', () => {
  it('makes nobody wait without a common file', () => {
    expect(waits(writer('a', ['1']), writer('b', ['2']), check('c', ['3']))).toEqual({ a: [], b: [], c: [] });
  });

  it('lets those take turns that may leave the same report', () => {
    const leaves = (pattern: string, input = '*.sarif') => ({
      scans: [{ gate: 'findings', input, pattern, isSure: true }],
      needs: [] as readonly string[],
    });
    const named = check('a', ['1'], leaves('a.sarif'));
    expect(waits(named, check('b', ['2'], leaves('b.sarif')))).toEqual({ a: [], b: [] });
    expect(waits(named, check('b', ['2'], leaves('a.sarif')))).toEqual({ a: [], b: ['a'] });
    expect(waits(named, check('b', ['2'], leaves('*.sarif')), check('c', ['3']))).toEqual({ a: [], b: ['a'], c: [] });
    const scratch = leaves('{scratch}/a', '{scratch}/a');
    expect(waits(check('a', ['1'], scratch), check('b', ['2'], scratch))).toEqual({ a: [], b: [] });
    const needing = check('a', ['1'], { ...leaves('*.sarif'), needs: ['b'] });
    expect(waits(needing, check('b', ['2'], leaves('*.sarif')))).toEqual({ a: ['b'], b: [] });
  });

  it('makes the later of two writers wait, and every reader', () => {
    expect(waits(check('read', ['1', '2']), writer('a', ['1']), writer('b', ['1', '2']))).toEqual({
      read: ['a', 'b'],
      a: [],
      b: ['a'],
    });
  });

  it('counts what a writer reads, though another writes it', () => {
    const reading = { dependsOn: ['1', '2'] };
    expect(waits(writer('a', ['1'], reading), writer('b', ['2']))).toEqual({ a: [], b: ['a'] });
    expect(waits(writer('a', ['1']), writer('b', ['2'], reading))).toEqual({ a: [], b: ['a'] });
  });

  it('counts inputs', () => {
    const reader = check('read', ['1'], { inputs: ending('.json') });
    expect(waits(reader, writer('a', ['x.json']))).toEqual({ read: ['a'], a: [] });
  });

  it('lets a writer that finds its files itself write to all of them', () => {
    const own = { check: [['a', '.']], fix: [['a', '--fix', '.']], dependsOn: ['1', '2'] };
    expect(waits(check('read', ['2']), writer('a', ['1'], own))).toEqual({ read: ['a'], a: [] });
  });

  it('lets what mends in our process write to what it is handed', () => {
    const mending = check('a', ['1'], { check: [], mends: true, writes: true, dependsOn: ['1', '2'] });
    expect(waits(check('one', ['1']), check('two', ['2']), mending)).toEqual({ one: ['a'], two: [], a: [] });
  });

  it('makes readers wait for a fixing command that stands in for a checking one', () => {
    const moment = check('a', ['1'], { check: [], ...FIX });
    expect(waits(check('read', ['1']), moment, writer('b', ['1']))).toEqual({ read: ['a', 'b'], a: [], b: ['a'] });
  });

  it('lets `needs` go before all of that, also over others', () => {
    expect(waits(writer('a', ['1'], { needs: ['read'] }), check('read', ['1']))).toEqual({ a: ['read'], read: [] });
    const chain = [
      writer('a', ['1'], { needs: ['b'] }),
      check('b', ['9'], { needs: ['c'] }),
      check('c', ['1']),
      check('d', ['1'], { needs: ['b', 'c'] }),
    ];
    expect(waits(...chain)).toEqual({ a: ['b'], b: ['c'], c: [], d: ['b', 'c', 'a'] });
  });

  it('never makes two wait for each other', () => {
    const order = waits(
      writer('a', ['1'], { needs: ['c'], dependsOn: ['1', '2'] }),
      writer('b', ['2'], { dependsOn: ['1', '2'] }),
      writer('c', ['1', '2']),
    );
    expect(order).toEqual({ a: ['c'], b: ['a'], c: [] });
  });

  it('does not take a task of another tier for a need', () => {
    expect(waits(check('a', ['1'], { tier: 'slow' }), check('b', ['1'], { needs: ['a'] }))).toEqual({ a: [], b: [] });
  });
});
