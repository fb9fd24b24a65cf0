import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/core/memory/key-details.ts';
import { causesText, causeText } from '../../src/report-text/causes.ts';

const NONE = { before: {}, now: {}, places: { run: '.lattice-hooksrc.json:7' } };
const [A, B] = ['a1b2c3d4e5', 'd4e5f6a7b8'];

describe('a cause', () => {
  it.each<[Difference, string]>([
    [{ part: 'format', name: '', before: '1', now: '2' }, 'the form changed in which lattice-hooks remembers passes'],
    [{ part: 'product', name: '', before: '0.1.0', now: '0.2.0' }, 'lattice-hooks 0.1.0 → 0.2.0'],
    [{ part: 'platform', name: '', before: 'linux x64', now: 'linux arm64' }, 'linux x64 → linux arm64'],
    [{ part: 'node', name: '', before: '20', now: '22' }, 'Node 20 → 22'],
    [{ part: 'filters', name: '', before: A, now: B }, "git's settings for ends of lines or filters changed"],
    [{ part: 'hosting', name: '', before: A, now: B }, 'the remote changed, or the branch that it shows'],
    [
      { part: 'period', name: '', before: '2026-11-25T00:00:00.000Z', now: '2026-11-26T00:00:00.000Z' },
      'the time ended for which its passes count',
    ],
    [{ part: 'epoch', name: '', now: A }, 'all its passes were forgotten, as one of them turned out not to be true'],
    [{ part: 'handed', name: '', before: A, now: B }, 'the choice changed of the files that it is handed'],
    [{ part: 'inputs', name: 'eslint.config.js', before: A, now: B }, 'eslint.config.js changed (a1b2c3d → d4e5f6a)'],
    [{ part: 'inputs', name: 'eslint.config.js', now: B }, 'eslint.config.js is new'],
    [{ part: 'files', name: 'src/b.ts', before: A }, 'src/b.ts is gone'],
    [{ part: 'files', name: 'run.sh', before: A, now: `100755 ${A}` }, 'run.sh changed its mode (100644 → 100755)'],
    [{ part: 'files', name: 'a\nb', now: B }, '"a\\nb" is new'],
    [
      { part: 'installed', name: 'node_modules/.package-lock.json', before: A, now: B },
      'installed packages changed (node_modules/.package-lock.json)',
    ],
    [{ part: 'installed', name: 'app/.pnp.cjs', before: A }, 'installed packages changed (app/.pnp.cjs)'],
    [{ part: 'installed', name: 'python3.12', before: A, now: B }, 'installed packages changed (python3.12)'],
    [{ part: 'installed', name: '.env.test', now: B }, '.env.test, which git does not track, is new'],
    [{ part: 'variables', name: 'CI', before: 'a1b2' }, 'the variable CI was unset'],
    [{ part: 'variables', name: 'CI', now: 'a1b2' }, 'the variable CI was set'],
    [{ part: 'variables', name: 'CI', before: 'a1b2', now: 'b2c3' }, 'the variable CI got another value'],
    [
      { part: 'task', name: 'check', before: '[["eslint","."]]', now: '[["eslint","src"],["x"]]' },
      '`run` of the task changed in .lattice-hooksrc.json:7 (`eslint .` → `eslint src && x`)',
    ],
    [{ part: 'task', name: 'fix', before: A, now: '[["x"]]' }, '`fix` of the task changed'],
    [
      { part: 'task', name: 'scope', before: '"file"', now: '"project"' },
      '`scope` of the task changed (`file` → `project`)',
    ],
    [{ part: 'task', name: 'files', before: A, now: B }, '`files` of the task changed'],
  ])('%j', (difference, text) => {
    expect(causesText([difference], NONE)).toBe(text);
  });

  it.each([
    [{ before: { eslint: '9.1.0' }, now: { eslint: '9.2.0' } }, 'eslint 9.1.0 → 9.2.0'],
    [{ before: { eslint: '9.1.0' }, now: { eslint: '9.1.0' } }, 'the program eslint changed'],
    [{ before: {}, now: { eslint: '9.1.0' } }, 'the program eslint changed'],
  ])('names versions of a program where both are known and differ: %j', (versions, text) => {
    expect(causesText([{ part: 'programs', name: 'eslint', before: A, now: B }], { ...NONE, ...versions })).toBe(text);
  });
});

it('Of several causes the first two are told', () => {
  const found: Difference[] = [
    { part: 'node', name: '', before: '20', now: '22' },
    { part: 'filters', name: '' },
    { part: 'files', name: 'a', now: A },
  ];
  expect(causesText(found.slice(0, 1), NONE)).toBe('Node 20 → 22');
  expect(causesText(found.slice(0, 2), NONE)).toBe("Node 20 → 22; git's settings for ends of lines or filters changed");
  expect(causesText(found, NONE)).toBe(
    "Node 20 → 22; git's settings for ends of lines or filters changed; and 1 other thing",
  );
  expect(causesText([], NONE)).toBe('nothing changed');
});

it('In brief, a cause is told without what it can be looked up by', () => {
  const brief = (difference: Difference) => causeText(difference, NONE, 'brief');
  expect(brief({ part: 'inputs', name: 'eslint.config.js', before: A, now: B })).toBe('eslint.config.js changed');
  const run = { part: 'task', name: 'check', before: '[["a"]]', now: '[["b"]]' };
  expect(brief(run)).toBe('`run` of the task changed in .lattice-hooksrc.json:7');
});

it('The command of a kind is no key that anybody has written', () => {
  const run = { part: 'task', name: 'check', before: A, now: B };
  expect(causesText([run], { ...NONE, places: { uses: '.lattice-hooksrc.json:7' } })).toBe('its command changed');
});
