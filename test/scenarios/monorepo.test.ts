import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { NODE_FILES, type Notebook, openNotebook } from '../support/samples.ts';

// Several packages in one repository.

let project: Project;
let notes: Notebook;
let start: string;
afterAll(() => project.remove());
beforeEach(() => {
  project.git('reset', '--quiet', '--hard', start);
  project.git('clean', '--quiet', '--force', '-d');
  notes.take();
});

function begin(files: Readonly<Record<string, string>>, config: unknown, nested: Readonly<Record<string, unknown>>) {
  project.commit({
    ...files,
    '.lattice-hooksrc.json': JSON.stringify(config),
    ...Object.fromEntries(
      Object.entries(nested).map(([folder, inner]) => [`${folder}/.lattice-hooksrc.json`, JSON.stringify(inner)]),
    ),
  });
  expect(project.lattice(['install'])).toMatchObject({ code: 0, stderr: '' });
  start = project.git('rev-parse', 'HEAD');
}

/** A package of workspaces with an executable of its own, which says who it is and where it runs. */
function addTool(folder: string): void {
  const file = path.join(project.root, folder, 'node_modules/.bin/tool');
  project.write(path.relative(project.root, file));
  const notebook = path.join(project.folder, 'notes.log');
  writeFileSync(file, `#!/bin/sh\necho "tool of ${folder} in \${PWD#${project.root}/}:" "$@" >> '${notebook}'\n`, {
    mode: 0o755,
  });
  project.start(['chmod', '755', file]);
}

const tier = (tasks: unknown) => ({ tiers: { fast: { on: 'pre-commit', tasks } } });

describe('a config for each package', () => {
  beforeAll(() => {
    project = makeProject({
      'package.json': '{ "name": "all", "private": true, "workspaces": ["packages/*"] }\n',
      'packages/web/package.json': '{ "name": "web", "private": true }\n',
      'packages/api/package.json': '{ "name": "api", "private": true }\n',
      'packages/plain/package.json': '{ "name": "plain", "private": true }\n',
    });
    notes = openNotebook(project);
    for (const folder of ['packages/web', 'packages/api']) addTool(folder);
    const tool = tier({ tool: { run: 'tool {files}', files: 'src/**', scope: 'file' } });
    const files = { 'packages/web/src/a.js': 'a\n', 'packages/api/src/a.js': 'a\n', 'packages/plain/a.js': 'a\n' };
    const all = { all: { run: notes.command('all'), files: '**/*.js', scope: 'file' } };
    begin(files, tier(all), { 'packages/web': tool, 'packages/api': tool });
  });

  it('governs the files below it, with tools and folder of the package', () => {
    for (const name of ['web', 'api', 'plain']) project.write(`packages/${name}/src/b.js`, 'b\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take().sort()).toEqual([
      'all packages/plain/src/b.js',
      'tool of packages/api in packages/api: src/b.js',
      'tool of packages/web in packages/web: src/b.js',
    ]);
  });

  it('runs nothing where the commit touches none of its files', () => {
    project.write('packages/web/src/a.js', 'other\n');
    const { code, output } = project.tryCommit();
    expect(code).toBe(0);
    expect(notes.take()).toEqual(['tool of packages/web in packages/web: src/a.js']);
    expect(output).toContain('✓ tool (packages/web)  1 file');
  });

  it('is found from inside of the package too, and named by its folder', () => {
    const cwd = path.join(project.root, 'packages/api/src');
    expect(project.lattice(['run', 'fast', '--all', '--no-cache'], { cwd })).toMatchObject({ code: 0 });
    expect(notes.take()).toHaveLength(3);
    const { output } = project.lattice(['list'], { cwd });
    expect(output).toContain('fast  on pre-commit, for packages/api');
    const prospects = project.lattice(['run', 'fast', '--all', '--no-cache', '--dry-run'], { cwd }).output;
    expect(prospects).toContain('fast/tool (packages/api)');
    expect(prospects).toContain('fast/tool (packages/web)');
  });
});

describe('one config for all packages', () => {
  const FORMATTED = 'export const a = 1;\n';
  beforeAll(() => {
    project.remove();
    project = makeProject({
      ...NODE_FILES,
      'package.json': '{ "name": "all", "private": true, "type": "module", "workspaces": ["packages/*"] }\n',
      'packages/web/.prettierrc': '{ "semi": false }\n',
      'packages/web/README.md': '# Web\n\nSee [the api](../api/README.md#use).\n',
      'packages/api/README.md': '# Api\n\n## Use\n\nIt.\n',
    });
    notes = openNotebook(project);
    begin({}, tier({ format: { uses: 'prettier' }, links: { uses: 'doc-links' } }), {});
  });

  it('lets each package have its own settings of a tool', () => {
    for (const name of ['web', 'api']) project.write(`packages/${name}/a.js`, 'export const   a = 1\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.read('packages/web/a.js')).toBe('export const a = 1\n');
    expect(project.read('packages/api/a.js')).toBe(FORMATTED);
  });

  it('refuses a heading of one package that goes while another links to it', () => {
    project.write('packages/api/README.md', '# Api\n\n## Usage\n\nIt.\n');
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toContain('packages/web/README.md:3');
  });
});
