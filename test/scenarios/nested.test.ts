import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

let project: Project;
afterEach(() => project.remove());

describe('a task that commits', () => {
  it.each([
    ['', 'git commit --allow-empty -m inner'],
    [
      'that has cleared its environment ',
      `env -i PATH=${process.env['PATH']} HOME=/ git commit --allow-empty -m inner`,
    ],
  ])('%sis told so at once, where it would wait for its own run', (_, run) => {
    project = makeProject(
      { 'a.txt': 'a\n' },
      { tiers: { fast: { on: 'pre-commit', tasks: { greedy: { run, timeout: '20s' } } } } },
    );
    project.git('config', 'user.name', 'Test');
    project.git('config', 'user.email', 'test@example.com');
    project.write('a.txt', 'b\n');
    const { code, output } = project.tryCommit('outer');

    expect(code).toBe(1);
    expect(output).toMatch(/a task of the run that goes on here .* has started this hook/);
    expect(output).not.toMatch(/was stopped after/);
    expect(project.git('log', '-1', '--format=%s')).toBe('configure');
  });
});
