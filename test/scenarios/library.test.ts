import { cpSync } from 'node:fs';
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
  tiers: { fast: { on: 'pre-commit', tasks: { notes: { uses: './checks/notes.js', files: '*.py', options: { words: ['${WORD}'] } } } } },
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

function isRemembered(): boolean {
  const { stdout } = project.lattice(['run', 'fast', '--all', '--report', 'json']);
  return /"cached": ?true/.test(stdout);
}

it('checks commits by a plugin from a config in TypeScript, and remembers what it said', () => {
  project.write('a.py', `# ${WORD}: later\n`);
  const refused = project.tryCommit();
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining(`a.py:1:3  ${WORD} is left`) });
  expect(project.lattice(['run', 'fast', '--all', '--report', './checks/counts.js']).stdout).toBe('1  a.py\n');
  project.write('a.py', '# done again\n');
  expect(project.tryCommit()).toMatchObject({ code: 0 });
  expect(isRemembered()).toBe(true);
});

it('looks again when the plugin is another', () => {
  project.write('node_modules/.package-lock.json', '{ "packages": {} }\n');
  expect([isRemembered(), isRemembered()]).toEqual([false, true]);
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
