import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/compile/compile.ts';
import { complaint, type Files, load, rejection, tier, writeFolder } from './project.ts';

const FILE = '.lattice-hooksrc.json';

/** A config as people write it, so that lines can be counted. */
function text(...lines: readonly string[]): Files {
  return { [FILE]: lines.join('\n') };
}

describe('a config that is right', () => {
  it('becomes tiers in its order, with everything that the config says', async () => {
    const folder = writeFolder({
      [FILE]: {
        $schema: './node_modules/lattice-hooks/schema.json',
        tiers: {
          fast: { on: 'pre-commit', budget: '5s', tasks: { b: { run: 'b' }, a: { run: 'a' } } },
          thorough: {
            on: ['pre-push', 'pull_request', 'push:main', 'schedule:7 4 * * 1'],
            tasks: { 'unit-tests': { run: 'vitest run', coverage: 'coverage/lcov.info' } },
            gates: { coverage: { lines: 90, changed: '89.995' } },
          },
          empty: { tasks: {} },
        },
      },
    });
    const { tiers, file, isData } = await load(folder);
    expect(file).toBe(`${folder}/${FILE}`);
    expect(isData).toBe(true);
    expect(tiers.map(({ name, on, budget, gates, root }) => ({ name, on, budget, gates, root }))).toEqual([
      { name: 'fast', on: ['pre-commit'], budget: 5000, gates: {}, root: '' },
      {
        name: 'thorough',
        on: ['pre-push', 'pull_request', 'push:main', 'schedule:7 4 * * 1'],
        budget: undefined,
        gates: { coverage: { lines: 90, changed: '89.995' } },
        root: '',
      },
      { name: 'empty', on: [], budget: undefined, gates: {}, root: '' },
    ]);
    expect(tiers[0]?.tasks.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(JSON.parse(JSON.stringify(tiers))).toEqual(tiers);
  });

  it('says in every tier what share of passes is looked at again', async () => {
    const tiers = { fast: { tasks: {} }, slow: { tasks: {} } };
    const shares = async (more: object) =>
      (await load(writeFolder({ [FILE]: { ...more, tiers } }))).tiers.map(({ audit }) => audit);
    expect(await shares({ audit: 0.5 })).toEqual([0.5, 0.5]);
    expect(await shares({})).toEqual([undefined, undefined]);
  });

  it('shows untracked files to tasks that read the whole project, and remembers nothing of them, where a tier says so', async () => {
    const tasks = { all: { run: 'a' }, each: { run: 'b {files}', scope: 'file' } };
    const config = { tiers: { open: { untracked: 'visible', tasks }, closed: { untracked: 'hidden', tasks } } };
    const [open, closed] = (await load(writeFolder({ [FILE]: config }))).tiers.map((one) =>
      one.tasks.map(({ name, seesUntracked, cache }) => [name, seesUntracked, cache]),
    );
    expect(open).toEqual([
      ['all', true, false],
      ['each', undefined, true],
    ]);
    expect(closed).toEqual([
      ['all', undefined, true],
      ['each', undefined, true],
    ]);
  });

  it('takes one text wherever it takes a list of them', async () => {
    const of = (one: boolean) => {
      const list = (text: string) => (one ? text : [text]);
      const when = { branches: list('main'), not: list('merge') };
      const globs = Object.fromEntries(
        ['files', 'exclude', 'inputs', 'outputs', 'coverage'].map((key) => [key, list('a')]),
      );
      const test = { run: 'b', needs: list('a'), env: list('E'), passEnv: list('P'), when, ...globs };
      return load(writeFolder(tier({ a: { run: 'a' }, test })));
    };
    const [bare, listed] = [await of(true), await of(false)];
    expect(bare.tiers[0]?.tasks).toEqual(listed.tiers[0]?.tasks.map((task) => ({ ...task, root: expect.anything() })));
    expect(bare.tiers[0]?.tasks[1]).toMatchObject({
      needs: ['a'],
      env: ['E'],
      passEnv: ['P'],
      when: { not: ['merge'] },
    });
  });

  it('takes names that are members of every object', async () => {
    const { tiers } = await load(
      writeFolder({ [FILE]: { tiers: { constructor: { tasks: { toString: { run: 'a', needs: [] } } } } } }),
    );
    expect(tiers[0]?.tasks[0]).toMatchObject({ tier: 'constructor', name: 'toString', check: [['a']] });
  });

  it.each(['lint:ts', 'größe', 'a/b', 'a.b', '日本'])('takes the name %s', async (name) => {
    const { tiers } = await load(writeFolder(tier({ [name]: { run: 'a' } })));
    expect(tiers[0]?.tasks[0]?.name).toBe(name);
  });
});

describe('a config that is wrong is told with its place', () => {
  it.each<[string, Files, string]>([
    [
      'an unknown key at the top',
      text('{', '  "tiers": {},', '  "tier": 1', '}'),
      `${FILE}:3:3 unknown key \`tier\`; did you mean \`tiers\`?`,
    ],
    [
      'an unknown key of a tier',
      text('{ "tiers": { "fast": { "task": {}, "tasks": {} } } }'),
      `${FILE}:1:24 unknown key \`task\` in \`tiers.fast\`; did you mean \`tasks\`?`,
    ],
    [
      'an unknown key of a task, far from all that there are',
      tier({ lint: { run: 'a', retries: 3 } }),
      `${FILE}:7:11 unknown key \`retries\` in \`tiers.fast.tasks.lint\`; known: run, fix, uses, options, files, exclude, scope, inputs, env, passEnv, outputs, coverage, needs, cwd, timeout, cache, required, warn, stdin, when, shared`,
    ],
    [
      'an unknown key of `when`',
      tier({ lint: { run: 'a', when: { branch: ['main'] } } }),
      `${FILE}:8:13 unknown key \`branch\` in \`tiers.fast.tasks.lint.when\`; did you mean \`branches\`?`,
    ],
    [
      'an unknown gate',
      text('{ "tiers": { "a": { "tasks": {}, "gates": { "covrage": {} } } } }'),
      `${FILE}:1:45 unknown key \`covrage\` in \`tiers.a.gates\`; did you mean \`coverage\`?`,
    ],
    [
      'an unknown key of a gate',
      text('{ "tiers": { "a": { "tasks": {}, "gates": { "coverage": { "line": 90 } } } } }'),
      `${FILE}:1:59 unknown key \`line\` in \`tiers.a.gates.coverage\`; did you mean \`lines\`?`,
    ],
    [
      'an unknown key inside a value of several forms',
      text('{ "tiers": { "a": { "tasks": {}, "gates": { "coverage": { "perFile": { "branchs": 9 } } } } } }'),
      `${FILE}:1:72 unknown key \`branchs\` in \`tiers.a.gates.coverage.perFile\`; did you mean \`branches\`?`,
    ],
    [
      'a threshold that is no percentage',
      text('{ "tiers": { "a": { "tasks": {}, "gates": { "coverage": { "lines": 900 } } } } }'),
      `${FILE}:1:59 \`tiers.a.gates.coverage.lines\`: expected a percentage from 0 to 100 (a number, or a decimal string), or a negative integer, found 900`,
    ],
    [
      'an unknown option of a kind',
      tier({ types: { uses: 'tsc', options: { built: true } } }),
      `${FILE}:8:13 unknown key \`built\` in \`tiers.fast.tasks.types.options\`; did you mean \`build\`?`,
    ],
    [
      'an option of the wrong type',
      tier({ types: { uses: 'tsc', options: { build: 'yes' } } }),
      `${FILE}:8:13 \`tiers.fast.tasks.types.options.build\`: expected true or false, found "yes"`,
    ],
    [
      'a needed key with a slip of the pen, once',
      text('{ "teirs": {} }'),
      `${FILE}:1:3 unknown key \`teirs\`; did you mean \`tiers\`?`,
    ],
    ['no tiers', text('{}'), `${FILE}:1:1 the config lacks the key \`tiers\``],
    [
      'a tier without tasks',
      text('{ "tiers": { "fast": { "on": "pre-commit" } } }'),
      `${FILE}:1:14 \`tiers.fast\` lacks the key \`tasks\``,
    ],
    ['tiers as a list', text('{ "tiers": [] }'), `${FILE}:1:3 \`tiers\`: expected an object, found an empty list`],
    [
      'a task that is a string',
      tier({ lint: 'eslint' }),
      `${FILE}:5:9 \`tiers.fast.tasks.lint\`: expected an object, found "eslint"`,
    ],
    [
      'null',
      tier({ lint: { run: null } }),
      `${FILE}:6:11 \`tiers.fast.tasks.lint.run\`: expected a text or a list, found null`,
    ],
    [
      'a number where globs belong',
      tier({ lint: { run: 'a', files: 5 } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint.files\`: expected a text or a list, found 5`,
    ],
    [
      'a number among globs',
      tier({ lint: { run: 'a', files: ['a', 5] } }),
      `${FILE}:9:13 \`tiers.fast.tasks.lint.files.1\`: expected a text, found 5`,
    ],
    [
      'a coverage report whose glob could take for ever',
      tier({ lint: { run: 'a', coverage: '**/a/**/b/**/c/**' } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint\`: \`**/a/**/b/**/c/**\` holds more than 3 times \`**\``,
    ],
    [
      'an empty glob',
      tier({ lint: { run: 'a', files: '' } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint.files\`: expected a text that is not empty, found ""`,
    ],
    [
      'a string where a list belongs',
      { [FILE]: { tiers: { fast: { tasks: { lint: { run: 'a' } } } }, ci: { install: 'npm ci' } } },
      `${FILE}:12:5 \`ci.install\`: expected a list, found "npm ci"`,
    ],
    [
      'a word that is only true in other languages',
      tier({ lint: { run: 'a', cache: 'yes' } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint.cache\`: expected true or false, found "yes"`,
    ],
    [
      'a scope that there is none of',
      tier({ lint: { run: 'a', scope: 'fil' } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint.scope\`: expected "file" or "project", found "fil"; did you mean \`file\`?`,
    ],
    [
      'a time without a unit',
      tier({ lint: { run: 'a', timeout: 10 } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint.timeout\`: expected a duration such as "500ms", "5s", "2m" or "1h", below 100h, found 10`,
    ],
    [
      'a time in other words',
      tier({ lint: { run: 'a', timeout: '10 minutes' } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint.timeout\`: expected a duration such as "500ms", "5s", "2m" or "1h", below 100h, found "10 minutes"`,
    ],
    [
      'a name with a blank',
      tier({ 'unit tests': { run: 'a' } }),
      `${FILE}:5:9 \`tiers.fast.tasks.unit tests\`: expected a name without blanks and commas that begins with no dash`,
    ],
    [
      'a tier with an empty name',
      text('{ "tiers": { "": { "tasks": {} } } }'),
      `${FILE}:1:14 \`tiers.\`: expected a name without blanks and commas that begins with no dash`,
    ],
    [
      'a name that would be an option',
      tier({ '--all': { run: 'a' } }),
      `${FILE}:5:9 \`tiers.fast.tasks.--all\`: expected a name without blanks and commas that begins with no dash`,
    ],
    [
      'an unknown trigger',
      text('{ "tiers": { "fast": {', '  "on": ["pre-commit",', '    "pre-psh"],', '  "tasks": {} } } }'),
      `${FILE}:3:5 \`pre-psh\` is neither a git hook nor a CI event; did you mean \`pre-push\`?`,
    ],
    [
      'an unknown trigger that stands alone',
      text('{ "tiers": { "fast": { "on": "commit-message", "tasks": {} } } }'),
      `${FILE}:1:24 \`commit-message\` is neither a git hook nor a CI event; did you mean \`commit-msg\`?`,
    ],
    [
      'an unknown kind',
      tier({ lint: { uses: 'eslnit' } }),
      `${FILE}:6:11 \`tiers.fast.tasks.lint\`: there is no kind \`eslnit\`; did you mean \`eslint\`?`,
    ],
    [
      'a task without a command',
      tier({ lint: { files: 'src' } }),
      `${FILE}:5:9 \`tiers.fast.tasks.lint\`: needs a command: \`run\`, \`fix\`, or a kind under \`uses\``,
    ],
    [
      'a kind with a command of its own',
      tier({ lint: { uses: 'eslint', run: 'eslint .' } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint\`: \`run\` and \`uses\` exclude each other`,
    ],
    [
      'options without a kind',
      tier({ lint: { run: 'a', options: {} } }),
      `${FILE}:7:11 \`tiers.fast.tasks.lint\`: \`options\` belong to a kind, and there is no \`uses\``,
    ],
    [
      'a needed task that there is not',
      tier({ types: { run: 'a' }, test: { run: 'b', needs: ['type'] } }),
      `${FILE}:11:13 \`test\` needs \`type\`, which is no task of the tier; did you mean \`types\`?`,
    ],
    [
      'the only needed task, that there is not',
      tier({ types: { run: 'a' }, test: { run: 'b', needs: 'type' } }),
      `${FILE}:10:11 \`test\` needs \`type\`, which is no task of the tier; did you mean \`types\`?`,
    ],
    [
      'tasks that need each other',
      tier({ a: { run: 'a', needs: ['b'] }, b: { run: 'b', needs: ['c'] }, c: { run: 'c', needs: ['b'] } }),
      `${FILE}:13:11 tasks need each other in a circle: b → c → b`,
    ],
    [
      'a task that needs itself',
      tier({ a: { run: 'a', needs: ['a'] } }),
      `${FILE}:7:11 tasks need each other in a circle: a → a`,
    ],
  ])('%s', async (_what, files, message) => {
    expect(await complaint(files)).toBe(message);
  });

  it('tells everything at once, a line for each', async () => {
    const message = await complaint(tier({ a: { uses: 'tcs' }, b: { run: 'a && b' }, c: {} }));
    expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual([
      `${FILE}:6:11`,
      `${FILE}:9:11`,
      `${FILE}:11:9`,
    ]);
  });

  it('counts what nobody would read', async () => {
    const tasks = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`t${index}`, { ran: 'a' }]));
    const lines = (await complaint(tier(tasks))).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('and 10 more');
  });

  it('names the file relative to the repository', async () => {
    const folder = writeFolder({ [`packages/a/${FILE}`]: '{ "tiers": 1 }' });
    expect(await rejection(load(`${folder}/packages/a`, 'packages/a'))).toMatch(
      /^packages\/a\/\.lattice-hooksrc\.json:1:3 /,
    );
    const keeping = { commonDir: `${folder}/.git`, product: '1' };
    expect(await rejection(readConfig(`${folder}/packages/a`, 'packages/a', keeping))).toMatch(/^packages\/a\/\./);
  });
});
