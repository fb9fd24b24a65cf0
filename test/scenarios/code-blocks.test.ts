import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

const FENCE = '```';
const block = (language: string, code: string) => `# Title\n\n${FENCE}${language}\n${code}\n${FENCE}\n`;

let project: Project;
beforeAll(() => {
  const commands = { sql: ['sh', '-c', 'grep -n bad "$1" /dev/null && exit 1; exit 0', 'sh', '{block}'] };
  const tasks = { code: { uses: 'code-blocks' }, own: { uses: 'code-blocks', options: { languages: [], commands } } };
  project = makeProject({ 'a.md': block('json', '{}') }, { tiers: { fast: { on: 'pre-commit', tasks } } });
});
afterAll(() => project.remove());

it('checks the blocks of what is committed, at their lines, and remembers documents one by one', () => {
  project.write('b.md', block('json', '{\n  "a": }'));
  project.write('c.md', block('sql', 'select\nbad'));
  const refused = project.tryCommit();
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('b.md:5:8') });
  expect(refused.output).toContain('c.md:5');

  project.write('b.md', block('json', '{ "a": 1 }'));
  project.write('c.md', block('sql', 'select'));
  project.git('add', '--all');
  project.write('b.md', block('json', '{'));
  expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
  expect(project.read('b.md')).toBe(block('json', '{'));
  const [check] = JSON.parse(
    project.lattice(['run', 'fast', '--files', 'a.md', 'c.md', '--report', 'json']).stdout,
  ).checks;
  expect(check).toMatchObject({ status: 'passed', files: 2, filesRun: 1 });
});
