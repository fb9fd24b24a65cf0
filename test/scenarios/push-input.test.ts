import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What git tells a hook reaches the tasks that ask for it, and costs no more than it is worth.

let project: Project;
afterEach(() => project.remove());

function setUp(on: string, tasks: object): void {
  project = makeProject({ 'a.txt': 'a\n' });
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { all: { on, tasks } } }) });
  project.addOrigin();
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
}

/** A command that writes what it reads and its arguments into files beside the repository, one pair a start. */
function keep(...words: readonly string[]): readonly string[] {
  const script = 'n=$(ls "$1" | wc -l); cat > "$1/$n.in"; shift; echo "$@" > "$0/$n.args"';
  const folder = path.join(project.folder, 'kept');
  return ['sh', '-c', script, folder, folder, ...words];
}

function kept(ending: string): string[] {
  const folder = path.join(project.folder, 'kept');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
  return names.sort().map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

describe('a task that asks for it', () => {
  /** Installs a config with tasks that can only be written down once there is a project. */
  function setUpKeeping(on: string, tasks: () => object): void {
    setUp(on, {});
    project.start(['mkdir', path.join(project.folder, 'kept')]);
    project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { all: { on, tasks: tasks() } } }) });
    project.git('push', '-q', '--no-verify', 'origin', 'main');
  }

  it('reads the very lines that git wrote about a push, deletions and all, at every push', () => {
    setUpKeeping('pre-push', () => ({ refs: { run: keep(), stdin: true }, lazy: { run: 'true', stdin: true } }));
    const main = project.git('rev-parse', 'HEAD');
    project.git('push', '-q', '--no-verify', 'origin', 'main:old');
    const fresh = project.commit({ 'a.txt': 'b\n' });
    expect(project.tryPush(['origin', 'main', 'main:topic', ':old'])).toMatchObject({ code: 0 });
    const zero = '0'.repeat(40);
    const lines = [
      `refs/heads/main ${fresh} refs/heads/main ${main}`,
      `(delete) ${zero} refs/heads/old ${main}`,
      `refs/heads/main ${fresh} refs/heads/topic ${zero}`,
    ];
    expect(kept('.in')).toEqual([`${lines.join('\n')}\n`]);

    expect(project.tryPush(['origin', 'main:again'])).toMatchObject({ code: 0 });
    expect(kept('.in')[1]).toBe(`refs/heads/main ${fresh} refs/heads/again ${zero}\n`);
  });

  it('reads the commits that an amendment and a rebase rewrote', () => {
    setUpKeeping('post-rewrite', () => ({ rewritten: { run: keep('{1}'), stdin: true } }));
    const old = project.git('rev-parse', 'HEAD');
    expect(project.start(['git', 'commit', '-q', '--amend', '-m', 'amended'])).toMatchObject({ code: 0 });
    expect(kept('.in')).toEqual([`${old} ${project.git('rev-parse', 'HEAD')}\n`]);
    expect(kept('.args')).toEqual(['amend\n']);
  });

  it('reads nothing where git writes nothing', () => {
    setUpKeeping('pre-commit', () => ({ none: { run: keep(), stdin: true } }));
    project.write('a.txt', 'b\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.lattice(['run', 'all'], { input: 'typed\n' })).toMatchObject({ code: 0 });
    expect(kept('.in')).toEqual(['', '']);
  });

  it('is told the name of the remote and its URL, or the URL twice', () => {
    setUpKeeping('pre-push', () => ({ where: { run: keep('{1}', '{2}') } }));
    const arguments_ = (remote: string) => {
      project.commit({});
      expect(project.tryPush([remote, 'main'])).toMatchObject({ code: 0 });
      return kept('.args').at(-1);
    };
    expect(arguments_('origin')).toBe('origin ../origin.git\n');
    expect(arguments_('../origin.git')).toBe('../origin.git ../origin.git\n');
    project.git('config', `url.${project.folder}/.pushInsteadOf`, 'ours:');
    expect(arguments_('ours:origin.git')).toBe(`ours:origin.git ${project.folder}/origin.git\n`);
  });
});

const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;

describe.runIf(hasLfs)('the hook of git-lfs as a task', () => {
  it('uploads the files of every ref before git pushes them', () => {
    setUp('pre-push', { lfs: { run: 'git lfs pre-push {1} {2}', stdin: true, cache: false } });
    project.git('config', 'filter.lfs.clean', 'git-lfs clean -- %f');
    project.git('config', 'filter.lfs.smudge', 'git-lfs smudge -- %f');
    project.git('config', 'filter.lfs.required', 'true');
    project.git('config', 'lfs.url', `file://${project.folder}/origin.git`);
    project.commit({ '.gitattributes': '*.bin filter=lfs -text\n' });
    const objects = () =>
      readdirSync(path.join(project.folder, 'origin.git'), { recursive: true })
        .map(String)
        .filter((name) => /^lfs\/objects\/..\/..\/[0-9a-f]{64}$/.test(name));
    project.git('checkout', '-q', '-b', 'one');
    project.commit({ 'one.bin': 'one\n' });
    project.git('checkout', '-q', '-b', 'two', 'main');
    project.commit({ 'two.bin': 'two\n' });
    project.git('checkout', '-q', 'main');

    const { code, output } = project.tryPush(['origin', 'one', 'two']);
    expect(output).not.toMatch(/broken|failed/);
    expect(code).toBe(0);
    expect(objects()).toHaveLength(2);
  });
});

describe('git', () => {
  const ZERO = '0'.repeat(40);
  beforeEach(() => {
    setUp('pre-push', { pass: { run: 'true', files: '**/*.txt' } });
  });

  /** How many processes of git the hook starts for these lines. */
  function processes(lines: readonly string[]): number {
    const trace = path.join(project.folder, 'trace');
    rmSync(trace, { force: true });
    const ended = project.lattice(['hook', 'pre-push', 'origin', '../origin.git'], {
      input: lines.map((line) => `${line}\n`).join(''),
      env: { GIT_TRACE2_EVENT: trace },
    });
    expect(ended.code).toBe(0);
    return existsSync(trace) ? (readFileSync(trace, 'utf8').match(/"event":"start"/g)?.length ?? 0) : 0;
  }

  it('is not started for a push that only deletes', () => {
    const main = project.git('rev-parse', 'HEAD');
    expect(processes([`(delete) ${ZERO} refs/heads/a ${main}`, `(delete) ${ZERO} refs/tags/b ${main}`])).toBe(0);
    expect(processes([])).toBe(0);
  });

  it('is started as often for 300 tags of what the remote has, and for 300 branches of one tree, as for one', () => {
    const old = project.git('rev-parse', 'HEAD~1');
    const main = project.git('rev-parse', 'HEAD');
    const tip = project.commit({ 'a.txt': 'b\n' });
    const many = (to: string, id: string) =>
      Array.from({ length: 300 }, (_, index) => `refs/heads/x ${id} refs/${to}${index} ${ZERO}`);
    const push = `refs/heads/main ${tip} refs/heads/main ${main}`;
    processes([push]);
    const one = processes([push]);
    expect(processes([push, ...many('tags/old', old), ...many('tags/', main), ...many('heads/', tip)])).toBe(one);
    const tags = many('tags/old', old);
    expect(processes(tags)).toBe(processes(tags.slice(0, 1)));
  });

  it('is started as often for many branches of which all is remembered as for one', () => {
    const main = project.git('rev-parse', 'HEAD');
    const lines = Array.from({ length: 8 }, (_, index) => {
      const tip = project.commit({ 'a.txt': `${index}\n`, [`${index}.txt`]: '1\n' });
      return `refs/heads/x ${tip} refs/heads/many/${index} ${main}`;
    });
    processes(lines);
    expect(processes(lines)).toBe(processes(lines.slice(0, 1)));
  });

  it('pushes 300 branches for real', () => {
    const tip = project.commit({ 'a.txt': 'b\n' });
    const create = Array.from({ length: 300 }, (_, index) => `create refs/heads/many/${index} ${tip}\n`).join('');
    expect(project.start(['git', 'update-ref', '--stdin'], { input: create })).toMatchObject({ code: 0 });
    const { code, output } = project.tryPush(['origin', 'refs/heads/many/*']);
    expect(code).toBe(0);
    expect(output.match(/pass/g)?.length).toBeLessThanOrEqual(2);
  });
});
