import { describe, expect, it } from 'vitest';
import { pathTest } from '../../../src/core/globs.ts';
import { complaint, load, loadTask, tier, writeFolder } from '../project.ts';

const TASK = '`tiers.fast.tasks.task`';

/** What is said of one wrong task, without its place. */
async function taskComplaint(task: unknown, files = {}): Promise<string> {
  return (await complaint({ ...tier({ task }), ...files })).replace(/^\S+ /, '');
}

describe('a task that says nothing but its command', () => {
  it('has the defaults of every key', async () => {
    const { files, ...rest } = await loadTask({ run: 'a {files}' });
    expect(rest).toEqual({
      tier: 'fast',
      name: 'task',
      root: '',
      options: {},
      check: [['a', '{files}']],
      fix: [],
      ecosystem: 'any',
      usesArguments: false,
      readsSnapshot: false,
      globs: ['**'],
      scope: 'project',
      inputs: { include: [], exclude: [], letters: '' },
      env: [],
      passEnv: [],
      outputs: [],
      coverage: [],
      needs: [],
      cwd: '',
      timeout: 600_000,
      cache: true,
      required: false,
      warn: false,
    });
    for (const path of ['a', 'a/b.ts', '.a/.b', '.env']) expect(pathTest(files)(path)).toBe(true);
  });
});

describe('the keys of a task', () => {
  it('are taken over', async () => {
    const task = await loadTask({
      run: 'a',
      fix: [
        ['b', ''],
        ['c', '{files}'],
      ],
      files: ['src/**', '*.md'],
      exclude: 'src/generated/**',
      scope: 'file',
      inputs: 'a.config.*',
      env: ['CI', 'A_*'],
      passEnv: ['B'],
      coverage: 'coverage/lcov.info',
      cwd: './src/',
      timeout: '1.5m',
      cache: false,
      required: true,
      warn: true,
      when: { branches: ['main', 'feature/**'], not: ['merge', 'rebase'] },
    });
    expect(task).toMatchObject({
      check: [['a']],
      fix: [
        ['b', ''],
        ['c', '{files}'],
      ],
      scope: 'file',
      env: ['CI', 'A_*'],
      passEnv: ['B'],
      coverage: ['coverage/lcov.info'],
      cwd: 'src',
      timeout: 90_000,
      cache: false,
      required: true,
      warn: true,
      when: { not: ['merge', 'rebase'] },
    });
    const isAbout = pathTest(task.files);
    expect(['src/a/b', 'a.md', 'src/generated/c', 'docs/a.md'].map(isAbout)).toEqual([true, true, false, false]);
    expect(['a.config.ts', 'b'].map(pathTest(task.inputs))).toEqual([true, false]);
    const branches = pathTest(task.when?.branches ?? { include: [], exclude: [] });
    expect(['main', 'feature/a/b', 'mainly'].map(branches)).toEqual([true, true, false]);
  });

  it('keep a task from being remembered whose outputs could not come back', async () => {
    expect(await loadTask({ run: 'a', outputs: 'dist/**' })).toMatchObject({ outputs: ['dist/**'], cache: true });
    expect(await loadTask({ run: 'a', outputs: [], scope: 'file' })).toMatchObject({ cache: true });
    // Of a file's pass nobody knows which of the outputs are its own.
    expect(await loadTask({ run: 'a', outputs: 'dist/**', scope: 'file' })).toMatchObject({ cache: false });
    for (const outputs of ['node_modules/.cache/**', 'a/node_modules', '.git/x', 'a/.GIT/x']) {
      expect(await loadTask({ run: 'a', outputs })).toMatchObject({ cache: false });
    }
    expect(await loadTask({ run: 'a', outputs: 'my_node_modules/.github' })).toMatchObject({ cache: true });
    expect(await loadTask({ run: 'a', outputs: 'dist/**', cache: false })).toMatchObject({ cache: false });
  });

  it('may have a fixing command alone', async () => {
    expect(await loadTask({ fix: 'a --fix {files}' })).toMatchObject({ check: [], fix: [['a', '--fix', '{files}']] });
  });

  it('stand in the folder of a config further down', async () => {
    const files = tier({ a: { run: 'a' }, b: { run: 'b', cwd: 'src' }, c: { run: 'c', cwd: '.' } });
    const folder = writeFolder(
      Object.fromEntries(Object.entries(files).map(([name, one]) => [`packages/x/${name}`, one])),
    );
    const { tiers } = await load(`${folder}/packages/x`, 'packages/x');
    expect(tiers[0]?.tasks.map(({ root, cwd }) => [root, cwd])).toEqual([
      ['packages/x', 'packages/x'],
      ['packages/x', 'packages/x/src'],
      ['packages/x', 'packages/x'],
    ]);
  });

  it.each([
    ['{message}', true],
    ['--file={message}', true],
    ['{1}', true],
    ['{12}', true],
    ['{files}', false],
    ['{scratch}', false],
    ['{one}', false],
  ])('%s in a command makes the task one about arguments: %s', async (word, expected) => {
    const task = await loadTask({ run: ['a', word] });
    expect(task.usesArguments).toBe(expected);
    expect(task.cache).toBe(!expected);
  });
});

describe('`stdin`', () => {
  it('makes the task one about what git tells the hook', async () => {
    expect(await loadTask({ run: 'a', stdin: true })).toMatchObject({ stdin: true, usesArguments: true, cache: false });
    for (const uses of ['commit-message', 'smoke'])
      expect(await loadTask({ uses })).toMatchObject({ usesArguments: true, cache: false });
    expect(await loadTask({ run: 'a', stdin: false })).not.toHaveProperty('stdin');
  });

  it('is refused where no command could read it', async () => {
    expect(await taskComplaint({ uses: 'doc-links', stdin: true })).toContain('`doc-links` starts none');
  });
});

describe('commands', () => {
  it.each<[unknown, unknown]>([
    ['a "b c"', [['a', 'b c']]],
    [['a', 'b c', '&&', "'"], [['a', 'b c', '&&', "'"]]],
    [
      [['a', 'b'], ['c']],
      [['a', 'b'], ['c']],
    ],
    [['a'], [['a']]],
  ])('%j', async (run, check) => {
    expect((await loadTask({ run })).check).toEqual(check);
  });

  it.each<[unknown, string]>([
    ['a --files={files}', `${TASK}: \`{files}\` must be an argument of its own: it becomes one argument per file`],
    [['a', '{files}.bak'], `${TASK}: \`{files}\` must be an argument of its own: it becomes one argument per file`],
    ['{files}', `${TASK}: a command begins with the name of a program`],
    ['"" a', `${TASK}: a command begins with the name of a program`],
    [['a', '\0'], `${TASK}: a command cannot hold a NUL character`],
    ['a "b', `${TASK}: a quote (") is not closed`],
    [' ', `${TASK}: the command is empty`],
    ['', `${TASK.slice(0, -1)}.run\`: expected a text that is not empty, found ""`],
    [[], `${TASK.slice(0, -1)}.run\`: expected a list that is not empty, found an empty list`],
    [[['a'], []], `${TASK.slice(0, -1)}.run.1\`: expected a list that is not empty`],
    [['', 'a'], `${TASK.slice(0, -1)}.run.0\`: expected a text that is not empty, found ""`],
    [['a', ['b']], `${TASK.slice(0, -1)}.run.1\`: expected a text, found a list`],
    [[['a'], 'b'], `${TASK.slice(0, -1)}.run.1\`: expected a list, found "b"`],
    [{ a: 1 }, `${TASK.slice(0, -1)}.run\`: expected a text or a list, found an object`],
  ])('refuses %j', async (run, message) => {
    expect(await taskComplaint({ run })).toBe(message);
  });

  it('shows the array form for a command that wants a shell', async () => {
    expect(await taskComplaint({ run: 'eslint . && tsc' })).toBe(
      `${TASK}: commands run without a shell, so that \`&&\` would be an argument of the program; write a list of commands: [["eslint","."],["tsc"]]`,
    );
    expect(await taskComplaint({ run: 'a', fix: 'b > c' })).toContain('write a list: ["sh","-c","b > c"]');
  });
});

describe('what leads out of its folder', () => {
  it.each([
    [{ cwd: '../x' }, "`../x` leads out of the config's folder"],
    [{ cwd: 'a/../../b' }, "`a/../../b` leads out of the config's folder"],
    [{ cwd: '/tmp' }, "`/tmp` leads out of the config's folder"],
    [{ files: '../a' }, "`../a` leads out of the config's folder"],
    [{ exclude: ['a', 'b/../c'] }, "`b/../c` leads out of the config's folder"],
    [{ inputs: '/etc/a' }, "`/etc/a` leads out of the config's folder"],
    [{ outputs: '../a' }, "`../a` leads out of the config's folder"],
  ])('%j is refused', async (keys, message) => {
    expect(await taskComplaint({ run: 'a', ...keys })).toBe(`${TASK}: ${message}`);
  });
});

describe('a kind that ships with the package', () => {
  it('brings its files, inputs, scope and commands', async () => {
    const task = await loadTask({ uses: 'eslint' });
    expect(task).toMatchObject({
      uses: 'eslint',
      scope: 'file',
      ecosystem: 'node',
      readsSnapshot: false,
      timeout: 600_000,
    });
    expect(task.check).toHaveLength(1);
    expect(task.check[0]?.[0]).toBe('eslint');
    expect(task.fix[0]).toContain('--fix');
    expect(['a.ts', 'a.md'].map(pathTest(task.files))).toEqual([true, false]);
    expect(['eslint.config.js', 'src/a.ts'].map(pathTest(task.inputs))).toEqual([true, false]);
  });

  it('gives way to files and scope of the task, and adds its inputs', async () => {
    const task = await loadTask({ uses: 'eslint', files: '*.md', scope: 'project', inputs: 'rules/**' });
    expect(task.scope).toBe('project');
    expect(['a.ts', 'a.md'].map(pathTest(task.files))).toEqual([false, true]);
    expect(['eslint.config.js', 'rules/a.js'].map(pathTest(task.inputs))).toEqual([true, true]);
  });

  it('leaves its scope to the project where the task does not say it', async () => {
    const { reach, inputs, ...asked } = await loadTask({ uses: 'eslint', inputs: 'rules/**' });
    expect(asked).toMatchObject({ scope: 'file' });
    expect(asked).not.toHaveProperty('looksAtAll');
    const isWider = (path: string) => [inputs, reach ?? inputs].map((globs) => pathTest(globs)(path));
    expect(['rules/a.js', 'src/data.json', 'src/a.ts'].map(isWider)).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
    expect(await loadTask({ uses: 'eslint', scope: 'file' })).not.toHaveProperty('reach');
  });

  it('looks at all files where the task says that they depend on each other', async () => {
    const task = await loadTask({ uses: 'eslint', scope: 'project' });
    expect(task).toMatchObject({ scope: 'project', looksAtAll: true });
    expect(task).not.toHaveProperty('reach');
    expect(pathTest(task.inputs)('src/data.json')).toBe(true);
    expect(await loadTask({ uses: 'prettier', scope: 'project' })).toMatchObject({ looksAtAll: true });
    expect(await loadTask({ uses: 'tsc' })).not.toHaveProperty('looksAtAll');
    expect(await loadTask({ run: 'lint {files}', scope: 'project' })).not.toHaveProperty('looksAtAll');
  });

  it('gets arguments before the files', async () => {
    const task = await loadTask({ uses: 'eslint', options: { args: ['--cache', '-v'] } });
    for (const command of [...task.check, ...task.fix]) {
      expect(command.slice(-4)).toEqual(['--cache', '-v', '--', '{files}']);
    }
    const mutants = await loadTask({ uses: 'mutmut', options: { args: ['--max-children', '2'] } });
    expect(mutants.check.slice(0, 2)).toEqual([
      ['mutmut', 'run', '*', '--max-children', '2'],
      ['mutmut', 'export-cicd-stats'],
    ]);
    const types = await loadTask({ uses: 'tsc', options: { build: true, args: ['--verbose'] } });
    expect(types.check).toEqual([['tsc', '-b', '--pretty', 'false', '--verbose']]);
  });

  it('leaves its coverage reports, unless the task or an option says otherwise', async () => {
    const { coverage } = await loadTask({ uses: 'vitest' });
    expect(coverage).toEqual(['{scratch}/coverage/coverage-final.json']);
    expect((await loadTask({ uses: 'vitest', options: { coverage: false } })).coverage).toEqual([]);
    expect((await loadTask({ uses: 'vitest', coverage: ['a', 'b'] })).coverage).toEqual(['a', 'b']);
  });

  it.each(['run', 'fix'])('excludes %s', async (key) => {
    expect(await taskComplaint({ uses: 'eslint', [key]: 'a' })).toBe(
      `${TASK}: \`${key}\` and \`uses\` exclude each other`,
    );
  });
});

describe('a kind whose options name variables', () => {
  it('sees them beside those of the task', async () => {
    const headers = { 'a.org': { Authorization: 'Bearer {env:TOKEN}' } };
    const task = await loadTask({
      uses: 'doc-links',
      passEnv: ['A'],
      options: { external: true, requests: { headers } },
    });
    expect(task).toMatchObject({ passEnv: ['A', 'TOKEN'], env: [] });
  });
});

describe('files that options of a kind name', () => {
  it('are files of the task, besides those that the config names', async () => {
    const task = await loadTask({
      uses: 'doc-links',
      files: '*.md',
      exclude: 'src/b.ts',
      options: { comments: 'src/*.ts' },
    });
    expect(task.globs).toEqual(['*.md', 'src/*.ts']);
    expect(['a.md', 'src/a.ts', 'src/b.ts', 'a.ts'].map(pathTest(task.files))).toEqual([true, true, false, false]);
  });

  it('are complained of like others', async () => {
    const task = { uses: 'doc-links', options: { comments: ['src/'] } };
    expect(await taskComplaint(task)).toContain('`src/` names a folder, and no file');
  });
});

describe('a task whose kind is a scanner', () => {
  it('says where gates find its report, and what it does by where the bytes come from', async () => {
    const task = await loadTask({ uses: 'gitleaks', options: { args: ['--verbose'] } });
    expect(task).toMatchObject({ ecosystem: 'any', report: '{scratch}/gitleaks.json', cache: true });
    expect(task.checkBy?.commit?.[0]?.slice(-2)).toEqual(['--log-opts=--remerge-diff {range}', '--verbose']);
    expect(await loadTask({ uses: 'ruff' })).not.toHaveProperty('report');
  });

  it('remembers for as long as it says', async () => {
    expect(await loadTask({ uses: 'npm-audit' })).toMatchObject({ holds: 86_400_000, cache: true });
    const options = { remember: 'never' };
    expect(await loadTask({ uses: 'npm-audit', options })).toMatchObject({ holds: 0, cache: false });
    expect(await loadTask({ uses: 'bandit' })).not.toHaveProperty('holds');
  });
});
