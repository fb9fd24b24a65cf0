import { describe, expect, it } from 'vitest';
import type { FileEntry, FileSet } from '../../../src/core/files.ts';
import { type ToolEnvironment, taskParts } from '../../../src/core/memory/fingerprint.ts';
import { differences, fileWord, keyDetails } from '../../../src/core/memory/key-details.ts';
import type { Task } from '../../../src/core/task.ts';
import { ENVIRONMENT } from '../../support/fake-run.ts';
import { makeTask } from '../../support/work-lab.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const inputsOf = (files: Readonly<Record<string, string>>): FileSet =>
  new Map(Object.entries(files).map(([path, id]): [string, FileEntry] => [path, { mode: '100644', id }]));

interface Made {
  readonly task?: Partial<Task>;
  readonly inputs?: FileSet;
  readonly environment?: Partial<ToolEnvironment>;
}
const detailsOf = ({ task = {}, inputs = new Map(), environment = {} }: Made = {}) =>
  keyDetails(taskParts(makeTask(task), inputs, { ...ENVIRONMENT, ...environment }));
const between = (before: Made, now: Made) => differences(detailsOf(before), detailsOf(now));

describe('two keys', () => {
  it('that are alike differ in nothing', () => {
    const made: Made = { inputs: inputsOf({ a: A }), environment: { variables: { CI: '1' }, programs: ['lint: 1'] } };
    expect(between(made, made)).toEqual([]);
  });

  it.each<[string, Made, Made, object]>([
    [
      'an input that changed',
      { inputs: inputsOf({ a: A }) },
      { inputs: inputsOf({ a: B }) },
      { name: 'a', before: 'aaaaaaaaaa', now: 'bbbbbbbbbb' },
    ],
    ['an input that is new', {}, { inputs: inputsOf({ a: A }) }, { part: 'inputs', name: 'a', now: 'aaaaaaaaaa' }],
    ['an input that is gone', { inputs: inputsOf({ a: A }) }, {}, { part: 'inputs', name: 'a', before: 'aaaaaaaaaa' }],
    ['the version of Node', {}, { environment: { node: '22' } }, { part: 'node', name: '', before: '20', now: '22' }],
    [
      'a command',
      { task: { check: [['a']] } },
      { task: { check: [['b']] } },
      { part: 'task', name: 'check', before: '[["a"]]', now: '[["b"]]' },
    ],
    ['filters of git', {}, { environment: { filters: 'core.eol=crlf' } }, { part: 'filters', name: '' }],
    ['remotes', {}, { environment: { hosting: 'remote.origin.url=x' } }, { part: 'hosting', name: '' }],
    [
      'one program of two',
      { environment: { programs: ['a: 1', 'b: 1'] } },
      { environment: { programs: ['a: 1', 'b: 2'] } },
      { part: 'programs', name: 'b' },
    ],
    [
      'a list of packages',
      { environment: { installed: ['my app/list: 1'] } },
      { environment: { installed: ['my app/list: 2'] } },
      { part: 'installed', name: 'my app/list' },
    ],
    ['a variable that was set', { environment: { variables: { CI: '1' } } }, {}, { part: 'variables', name: 'CI' }],
  ])('tell of %s', (_, before, now, difference) => {
    expect(between(before, now)).toEqual([expect.objectContaining(difference)]);
  });

  it('name first what decides most', () => {
    const now: Made = { inputs: inputsOf({ a: B }), environment: { programs: ['lint: 2'], installed: ['list: 2'] } };
    const before: Made = { inputs: inputsOf({ a: A }), environment: { programs: ['lint: 1'], installed: ['list: 1'] } };
    expect(between(before, now).map(({ part }) => part)).toEqual(['programs', 'installed', 'inputs']);
  });

  it('tell of files whose names every object knows', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const found = between({}, { inputs: inputsOf(Object.fromEntries(names.map((name) => [name, A]))) });
    expect(found.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(found.every(({ before }) => before === undefined)).toBe(true);
  });
});

it('Details hold no value of a variable', () => {
  const secret = 'correct horse battery staple';
  const details = detailsOf({ environment: { variables: { TOKEN: secret } } });
  expect(JSON.stringify(details)).not.toContain(secret);
  expect(details['variables']?.['TOKEN']).toMatch(/^[0-9a-f]{4}$/);
});

it('The word of a file says its mode where that is not the usual one', () => {
  expect(fileWord({ mode: '100644', id: A })).toBe('aaaaaaaaaa');
  expect(fileWord({ mode: '100755', id: A })).toBe('100755 aaaaaaaaaa');
});
