import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

/** Leaves the report that stands in `numbers.json`: by file, covered and all lines. */
const SCRIPT = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const numbers = JSON.parse(readFileSync('numbers.json', 'utf8'));
const records = Object.entries(numbers).map(([path, [covered, total]]) => {
  const lines = Array.from({ length: total }, (_, at) => \`DA:\${at + 1},\${at < covered ? 1 : 0}\`);
  return ['SF:' + path, ...lines, 'end_of_record', ''].join('\\n');
});
mkdirSync('out', { recursive: true });
writeFileSync('out/lcov.info', records.join(''));
`;

const CONFIG = {
  tiers: {
    thorough: {
      on: 'pre-push',
      tasks: { unit: { run: 'node test.mjs', coverage: 'out/lcov.info' } },
      gates: { coverage: { ratchet: true } },
    },
  },
};

const numbers = (a: readonly number[], b: readonly number[]) => ({
  'app/numbers.json': JSON.stringify({ 'src/a.js': a, 'src/b.js': b }),
});
const FILE = 'app/.lattice/coverage-baseline.json';

describe('the baseline of a package in a subfolder', () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({
      'app/.lattice-hooksrc.json': JSON.stringify(CONFIG),
      'app/.gitignore': 'out\n',
      'app/test.mjs': SCRIPT,
      'app/src/a.js': 'a();\n',
      'app/src/b.js': 'b();\n',
      ...numbers([9, 10], [3, 4]),
    });
    expect(project.lattice(['install'], { cwd: `${project.root}/app` })).toMatchObject({ code: 0 });
    project.addOrigin();
  });
  afterAll(() => project.remove());

  it('is written by hand, and goes up with a push to which it does not apply yet', () => {
    const written = project.lattice(['run', 'thorough', '--all', '--fix'], { cwd: `${project.root}/app` });
    expect(written.output).toMatch(/ratchet: no baseline to be worse than/);
    expect(written.output).toContain(`wrote ${FILE}`);
    expect(written.code).toBe(0);
    expect(JSON.parse(project.read(FILE) ?? '')).toEqual({
      version: 1,
      total: [12, 14],
      files: { 'src/a.js': [9, 10], 'src/b.js': [3, 4] },
    });
    project.commit({ 'app/notes.md': 'x\n' });
    const pushed = project.tryPush(['origin', 'main']);
    expect(pushed.code, pushed.output).toBe(0);
  });

  it('refuses what is worse, in a linked worktree too, and a branch cannot lower it', () => {
    project.git('worktree', 'add', '-q', '-b', 'topic', '../topic');
    const cwd = `${project.folder}/topic`;
    const low = { version: 1, total: [1, 14], files: { 'src/a.js': [1, 10], 'src/b.js': [0, 4] } };
    const files = { ...numbers([9, 10], [1, 4]), [FILE]: JSON.stringify(low) };
    project.start(['node', '-e', WRITE, JSON.stringify(files)], { cwd });
    project.gitIn(cwd, ['add', '--all']);
    project.gitIn(cwd, ['commit', '-q', '-m', 'fall']);
    const pushed = project.tryPush(['origin', 'HEAD'], { cwd });
    const output = pushed.output.replace(/\s+/g, ' ');
    expect(pushed.code).not.toBe(0);
    expect(output).toMatch(
      /ratchet 71\.42% \(10\/14\), worse than 85\.71% \(12\/14\), 2 lines short \(since origin\/main, /,
    );
    expect(output).toMatch(/app\/src\/b\.js ratchet 25\.00% \(1\/4\), worse than 75\.00% \(3\/4\), 2 lines short/);
    expect(output).toContain('app/src/b.js:2-4 not covered');
    expect(output).toContain('the baseline is lowered: app/src/a.js from 9/10 to 1/10');
  });

  it('goes up by what is better, and lets in what is as good', () => {
    project.commit(numbers([10, 10], [3, 4]));
    expect(project.lattice(['run', 'thorough', '--all', '--fix'], { cwd: `${project.root}/app` })).toMatchObject({
      code: 0,
    });
    expect(JSON.parse(project.read(FILE) ?? '').files).toEqual({ 'src/a.js': [10, 10], 'src/b.js': [3, 4] });
    project.commit({});
    const { code, output } = project.tryPush(['origin', 'main']);
    expect(code, output).toBe(0);
    expect(output).toMatch(/ratchet 92\.85% \(13\/14\), no worse than 85\.71% \(12\/14\)/);
  });
});

const WRITE =
  'for (const [path, text] of Object.entries(JSON.parse(process.argv[1]))) require("fs").writeFileSync(path, text)';
