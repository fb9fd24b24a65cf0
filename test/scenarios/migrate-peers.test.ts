import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHECK, type HookPeer, hooksOf, installPeers, takeRuns } from '../support/hook-peers.ts';
import { makeProject, type Project } from '../support/project.ts';

// The same with the hook managers themselves, which are installed from their packages: `TEST_HOOK_PEERS` names a folder
// for them.

const folder = process.env['TEST_HOOK_PEERS'] ?? '';

const PEERS: readonly HookPeer[] = [
  {
    name: 'husky',
    files: { '.husky/pre-commit': 'sh check.sh one\nsh check.sh two\n' },
    install: (project) => run(project, [process.execPath, path.join(folder, 'node_modules/husky/bin.js')]),
  },
  {
    name: 'lefthook',
    files: {
      'lefthook.toml':
        '[pre-commit.commands.one]\nrun = "sh check.sh one"\n[pre-commit.commands.two]\nrun = "sh check.sh two"\n',
    },
    install: (project) => run(project, [path.join(folder, 'node_modules/.bin/lefthook'), 'install']),
    needsPath: true,
  },
  {
    name: 'pre-commit',
    files: {
      '.pre-commit-config.yaml': `repos:
  - repo: local
    hooks:
      - {id: one, name: one, entry: sh check.sh one, language: system, pass_filenames: false}
      - {id: two, name: two, entry: sh check.sh two, language: system, pass_filenames: false}
`,
    },
    install: (project, bin) => run(project, [path.join(bin, 'pre-commit'), 'install']),
    needsPath: true,
  },
];

function run(project: Project, command: readonly string[]): void {
  const { code, output } = project.start(command);
  if (code !== 0) throw new Error(output);
}

describe.runIf(folder !== '')('a project that had', () => {
  let bin: string;
  let project: Project;
  beforeAll(() => {
    bin = installPeers(path.resolve(folder));
  });
  afterEach(() => project.remove());

  it.each(PEERS)('$name runs each check once afterwards, and goes back to it', (peer) => {
    project = makeProject({ 'check.sh': CHECK, ...peer.files });
    peer.install(project, bin);
    const found = [path.join(path.resolve(folder), 'node_modules/.bin'), bin, process.env['PATH']].join(path.delimiter);
    const how = peer.needsPath ? { env: { PATH: found } } : {};
    const commit = (name: string) => {
      project.write(name, 'x\n');
      return project.tryCommit('a change', how);
    };
    const before = hooksOf(project);
    expect(commit('a')).toMatchObject({ code: 0 });
    expect(takeRuns(project)).toEqual(['one', 'two']);
    expect(project.lattice(['migrate'], how)).toMatchObject({ code: 0, stderr: '' });
    expect(commit('b')).toMatchObject({ code: 0 });
    expect(takeRuns(project)).toEqual(['one', 'two']);
    expect(commit('bad')).toMatchObject({ code: 1 });
    takeRuns(project);
    project.git('rm', '--quiet', '--cached', 'bad');
    project.start(['rm', 'bad']);
    expect(project.lattice(['uninstall'], how)).toMatchObject({ code: 0 });
    expect(hooksOf(project)).toEqual(before);
    expect(commit('c')).toMatchObject({ code: 0 });
    expect(takeRuns(project)).toEqual(['one', 'two']);
  });
});
