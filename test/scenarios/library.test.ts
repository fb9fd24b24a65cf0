import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// The library as a program of the project sees it: a typed config, a plugin that is installed as a package, and a run.

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/task-no-todo');
const WORD = ['FIX', 'ME'].join('');
const RUN = `import { renderReport, runTier } from 'lattice-hooks';
import counts from 'lattice-hooks-task-no-todo/report';

const events = [];
const record = await runTier({ name: 'fast', subject: 'all', onEvent: ({ type }) => events.push(type) });
const report = await renderReport(counts, [record]);
const json = JSON.parse(await renderReport('json', [record]));
console.log(JSON.stringify({ accepted: record.accepted, checks: record.checks.length, events, report, version: typeof json }));
await runTier({ name: 'fats' }).catch(({ code, message, hint }) => console.log(JSON.stringify({ code, message, hint })));
`;

let project: Project;
beforeAll(() => {
  project = makeProject({
    'package.json': '{ "type": "module" }\n',
    'lattice-hooks.config.ts': `import { defineConfig } from 'lattice-hooks';

export default defineConfig({
  tiers: { fast: { on: 'pre-commit', tasks: { notes: { uses: './checks/notes.js', options: { words: ['${WORD}'] } } } } },
});
`,
    'checks/notes.js': "export { default } from 'lattice-hooks-task-no-todo';\n",
    'checks/counts.js': "export { default } from 'lattice-hooks-task-no-todo/report';\n",
    'run.js': RUN,
    'a.py': '# done\n',
  });
  cpSync(EXAMPLE, path.join(project.root, 'node_modules/lattice-hooks-task-no-todo'), { recursive: true });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
});
afterAll(() => project.remove());

it('checks commits by a plugin from a config in TypeScript, and remembers what it said', () => {
  project.write('a.py', `# ${WORD}: later\n`);
  const refused = project.tryCommit();
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining(`a.py:1:3  ${WORD} is left`) });
  expect(project.lattice(['run', 'fast', '--all', '--report', './checks/counts.js']).stdout).toBe('1  a.py\n');
  project.write('a.py', '# done again\n');
  expect(project.tryCommit()).toMatchObject({ code: 0 });
  expect(project.lattice(['run', 'fast', '--all', '--report', 'json']).stdout).toContain('"cached": true');
});

it('looks again when the plugin is another', () => {
  const before = project.lattice(['run', 'fast', '--all', '--report', 'json']).stdout;
  project.write('node_modules/.package-lock.json', '{ "packages": {} }\n');
  const after = project.lattice(['run', 'fast', '--all', '--report', 'json']).stdout;
  expect([before, after].map((text) => JSON.parse(text).runs?.[0]?.checks[0].cached ?? text)).toEqual([true, false]);
});

it('runs a tier for a program, prints nothing and ends nothing', () => {
  project.write('a.py', `# ${WORD}\n# ${WORD}\n`);
  const { code, stdout, stderr } = project.start([process.execPath, 'run.js']);
  const [ran, unknown] = stdout.split('\n').slice(0, 2);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(ran ?? '')).toMatchObject({ accepted: false, checks: 1, report: '2  a.py\n' });
  expect(JSON.parse(ran ?? '').events).toEqual(['planned', 'started', 'finished', 'done']);
  expect(JSON.parse(unknown ?? '')).toMatchObject({ code: 'usage', message: expect.stringContaining('`fats`') });
});

it('says which report of one’s own failed, and why', () => {
  project.write('checks/bad.js', "export default { summary: 'bad', render() { throw new Error('no luck'); } };\n");
  const { code, stderr } = project.lattice(['run', 'fast', '--all', '--report', './checks/bad.js']);
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: 'lattice-hooks: the report `./checks/bad.js` failed: no luck\nMend the module.\n',
  });
  rmSync(path.join(project.root, 'checks/bad.js'));
  expect(project.lattice(['run', 'fast', '--report', './checks/gone.js']).code).toBe(3);
});
