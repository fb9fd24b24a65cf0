import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { where } from '../support/shells.ts';

// The command line is completed by the shells that people type it in.

let project: Project;
let env: Readonly<Record<string, string>>;

beforeAll(() => {
  // The last one is for no shell to write.
  const tasks = { 'doc-links': { uses: 'doc-links' }, types: { run: 'tsc' }, 'odd\x1b[2J': { run: 'tsc' } };
  project = makeProject({}, { tiers: { fast: { on: 'pre-commit', tasks }, thorough: { tasks: {} } } });
  env = { PATH: `${path.join(project.root, 'node_modules/.bin')}:${process.env['PATH']}` };
});
afterAll(() => project.remove());

it('answers with the names of the project, and with none where nothing is known', () => {
  const { code, stdout } = project.lattice(['complete', '--', 'run', 'fast', '--only', '']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'doc-links\t\ntypes\t\n' });
  expect(project.lattice(['complete', '--', 'run', ''], { cwd: project.folder })).toMatchObject({
    code: 0,
    output: '',
  });
});

it('is an error for a shell that has no script, with those that have one', () => {
  expect(project.lattice(['completion', 'csh'])).toMatchObject({ code: 2, output: expect.stringContaining('bash') });
});

describe.runIf(where('bash') !== '')('in bash', () => {
  const complete = (...words: readonly string[]) => {
    const script = `source <(lattice-hooks completion bash)
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _lattice_hooks; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = project.start(['bash', '-c', script, 'bash', 'lattice-hooks', ...words], { env });
    return `${stdout}${stderr}`.trim().split('\n');
  };
  it('completes commands, options and names', () => {
    expect(complete('unin')).toEqual(['uninstall']);
    expect(complete('run', '')).toEqual(['fast', 'thorough', 'pre-commit']);
    expect(complete('run', 'fast', '--only', 'types', 'do')).toEqual(['doc-links']);
    expect(complete('links', 'x')).toEqual(['']);
  });
});

describe.runIf(where('zsh') !== '')('in zsh', () => {
  const complete = (...words: readonly string[]) => {
    const script = `compdef() {}; _files() { print FILES }; _describe() { print -rl -- "\${(@P)2}" }
      source <(lattice-hooks completion zsh); words=("$@") CURRENT=$#; _lattice_hooks`;
    const { output } = project.start(['zsh', '-f', '-c', script, 'zsh', 'lattice-hooks', ...words], { env });
    return output.trim().split('\n');
  };
  it('completes commands, options and names, and files where nothing is known', () => {
    expect(complete('unin')[0]).toMatch(/^uninstall:remove/);
    expect(complete('run', '')).toEqual(['fast:', 'thorough:', 'pre-commit:']);
    expect(complete('run', 'fast', '--only', 'types', 'do')).toEqual(['doc-links:']);
    expect(complete('links', 'x')).toEqual(['FILES']);
  });
});

describe.runIf(where('fish') !== '')('in fish', () => {
  const complete = (line: string) => {
    const script = `lattice-hooks completion fish | source; complete -C'${line}'`;
    return project.start(['fish', '--no-config', '-c', script], { env }).output.trim().split('\n');
  };
  it('completes commands, options and names', () => {
    expect(complete('lattice-hooks unin')[0]).toMatch(/^uninstall\t/);
    expect(complete('lattice-hooks run ')).toEqual(['fast', 'pre-commit', 'thorough']);
    expect(complete('lattice-hooks run fast --only types do')).toEqual(['doc-links']);
  });
});
