import { describe, expect, it } from 'vitest';
import { pathTest } from '../../src/core/globs.ts';
import { complaint, load, loadTask, tier, writeFolder } from './project.ts';

const TASK = '`tiers.fast.tasks.task`';

/** What is said of one wrong task, without its place. */
async function taskComplaint(task: unknown, files = {}): Promise<string> {
  return (await complaint({ ...tier({ task }), ...files })).replace(/^\S+ /, '');
}

const OWN = `export default {
  type: 'tool', summary: 'mine', tool: { program: 'mine', ecosystem: 'node', package: 'mine' },
  options: (z) => ({ level: z.optional(z.number()) }),
  files: ['**/*.x'], scope: 'file', inputs: ['mine.json'],
  check: ({ level = 1 }) => [['mine', '--level', String(level), '{files}']],
  judge: () => ({ status: 'passed' }),
};`;

describe('a kind of the project', () => {
  it('is loaded from its module', async () => {
    const task = await loadTask(
      { uses: './kinds/own.mjs', options: { level: 2, args: ['-x'] } },
      { 'kinds/own.mjs': OWN },
    );
    expect(task).toMatchObject({
      uses: './kinds/own.mjs',
      scope: 'file',
      check: [['mine', '--level', '2', '-x', '{files}']],
    });
    expect(['a.x', 'a.ts'].map(pathTest(task.files))).toEqual([true, false]);
  });

  it('may work in our process', async () => {
    const own = `export default { type: 'inspection', summary: '', files: ['**'], scope: 'project', inputs: [], inspect() {} };`;
    expect(await loadTask({ uses: './own.mjs' }, { 'own.mjs': own })).toMatchObject({ check: [], readsSnapshot: true });
    expect(await taskComplaint({ uses: './own.mjs', options: { args: [] } }, { 'own.mjs': own })).toBe(
      'unknown key `args` in `tiers.fast.tasks.task.options`',
    );
  });

  it('mends where its options say so', async () => {
    expect(await loadTask({ uses: 'doc-links', options: { fix: true } })).toMatchObject({ fix: [], mends: true });
    expect(await loadTask({ uses: 'doc-links', options: { fix: false } })).not.toHaveProperty('mends');
    expect(await loadTask({ uses: 'doc-links' })).not.toHaveProperty('mends');
  });

  it('may stand further up in the repository, and nowhere else', async () => {
    const { '.lattice-hooksrc.json': config } = tier({ task: { uses: '../own.mjs' } });
    const folder = writeFolder({ 'a/.lattice-hooksrc.json': config, 'own.mjs': OWN });
    expect((await load(`${folder}/a`, 'a')).tiers[0]?.tasks[0]?.check[0]?.[0]).toBe('mine');
    expect(await taskComplaint({ uses: '../own.mjs' })).toBe(`${TASK}: \`../own.mjs\` lies outside the repository`);
  });

  it('makes the config one that does not follow from its bytes', async () => {
    const folder = writeFolder({ ...tier({ task: { uses: './own.mjs' } }), 'own.mjs': OWN });
    expect((await load(folder)).isData).toBe(false);
  });

  it.each([
    ['is not there', undefined, '`./own.mjs` is not there'],
    ['throws', 'throw new Error("no luck")', '`./own.mjs` cannot be loaded: no luck'],
    [
      'exports nothing',
      'export const a = 1',
      '`./own.mjs` lacks type, summary, files, scope, inputs in its default export',
    ],
    [
      'lacks what its type needs',
      OWN.replace('check:', 'chk:'),
      '`./own.mjs` is no kind: `check`: expected a function, found undefined',
    ],
    [
      'has another type',
      OWN.replace("'tool'", "'program'"),
      '`./own.mjs` is no kind: `type`: expected "tool" or "inspection", found "program"',
    ],
    [
      'gives a schema for all its options in place of one for each',
      OWN.replace('({ level: z.optional(z.number()) })', 'z.object({ level: z.number() })'),
      '`./own.mjs` is no kind: `options`: expected an object with a schema for each option, as in `(z) => ({ words: z.array(z.string()) })`',
    ],
    [
      'cannot say its options',
      OWN.replace('z.optional(z.number())', 'z.nubmer()'),
      '`./own.mjs` is no kind: `options`: z.nubmer is not a function',
    ],
    ['fails', OWN.replace('String(level)', 'nothing.at.all'), 'the kind failed: nothing is not defined'],
    [
      'has commands that are none',
      OWN.replace("[['mine'", "['mine', ['mine'"),
      'the kind failed: its commands are no lists of words',
    ],
  ])('that %s is told', async (_what, own, message) => {
    const said = await taskComplaint({ uses: './own.mjs' }, own === undefined ? {} : { 'own.mjs': own });
    expect(said).toBe(`${TASK}: ${message}`);
  });

  it('is not asked for commands with options that it does not have', async () => {
    const files = { 'own.mjs': OWN.replace('String(level)', 'level.toFixed(1)') };
    expect(await taskComplaint({ uses: './own.mjs', options: { level: 'a' } }, files)).toBe(
      '`tiers.fast.tasks.task.options.level`: expected a number, found "a"',
    );
  });
});
