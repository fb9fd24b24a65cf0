import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allNamed, readXml } from '../support/expat.ts';
import { makeProject, type Project } from '../support/project.ts';

// One run in every form, and the same forms of what was kept of it.

const FILES = {
  junit: 'out/junit.xml',
  sarif: 'out/log.sarif',
  markdown: 'out/verdict.md',
  github: 'out/commands.txt',
  jsonl: 'out/events.jsonl',
  json: 'out/record.json',
  html: 'out/page.html',
};
const REPORTS = Object.entries(FILES).map(([format, file]) => `${format}=${file}`);

let project: Project;
let ended: ReturnType<Project['lattice']>;

beforeAll(() => {
  project = makeProject({ '.gitignore': 'node_modules\nout\n', 'src/a b.txt': 'a\n', 'out/.keep': '' });
  const complain = { run: ['sh', '-c', 'echo "src/a b.txt:1:2: <not> good: 100%"; exit 1'] };
  // Finds what was told of an earlier task only where that is told before the run is over.
  const follow = { run: ['grep', '-q', '"task":"first","status":"passed"', FILES.jsonl] };
  const tasks = { first: { run: 'true' }, follow: { ...follow, needs: ['first'] }, complain };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks } } }) });
  ended = project.lattice(['run', 'fast', '--all', '--report', ...REPORTS], {
    env: { GITHUB_STEP_SUMMARY: 'out/summary.md' },
  });
});
afterAll(() => project.remove());

describe('reports of one run', () => {
  it('leave the text and the exit code as they are', () => {
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/^✗ fast {2}refused: complain failed/m);
  });

  it('count tests as JUnit has them', () => {
    const [root] = readXml(project.read(FILES.junit));
    const { tests, failures, errors, skipped } = root?.attributes ?? {};
    expect([tests, failures, errors, skipped]).toEqual(['3', '1', '0', '0']);
    expect(root === undefined ? '' : allNamed(root, 'failure')[0]?.text).toContain('src/a b.txt:1:2  <not> good: 100%');
  });

  it('say where, for code scanning', () => {
    const [run] = JSON.parse(project.read(FILES.sarif)).runs;
    expect(run.results).toMatchObject([
      {
        ruleId: 'complain',
        level: 'error',
        message: { text: '<not> good: 100%' },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'src/a%20b.txt' }, region: { startLine: 1, startColumn: 2 } },
          },
        ],
      },
    ]);
  });

  it('annotate lines on GitHub, and add the verdict to the summary of the step', () => {
    expect(project.read(FILES.github)).toBe(
      '::error file=src/a b.txt,line=1,col=2,title=complain::<not> good: 100%25\n',
    );
    expect(project.read('out/summary.md')).toBe(project.read(FILES.markdown));
  });

  it('give a verdict for a review', () => {
    const [verdict] = project.read(FILES.markdown).split('\n');
    expect(verdict).toBe('**changes requested** · 1 of 3 checks failed');
    expect(project.read(FILES.markdown)).toContain('`npx lattice-hooks run fast --only complain --all`');
  });

  it('show findings on their source, and when checks began, on one page', () => {
    const page = project.read(FILES.html);
    expect(page).toContain('&lt;not&gt; good: 100%');
    expect(page).toMatch(/<span class="found"><b>▶ 1<\/b> {2}a<\/span>/);
    expect(page).not.toContain('on disk now');
    expect(page).toMatch(/Critical path: <strong>.*follow/);
    const { code, output } = project.lattice(['report', '--html', 'out/new/other.html']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^wrote out\/new\/other\.html \([\d.]+ kB\)\n$/)]);
    expect(project.read('out/new/other.html')).toBe(page);
  });

  it('stay as they were where there is no room for all of it', () => {
    project.write('out/full/page.html', 'of an earlier run\n');
    const command = [
      process.execPath,
      'node_modules/lattice-hooks/dist/hot.cjs',
      'report',
      '--html',
      'out/full/page.html',
    ];
    const ended = project.start(['sh', '-c', 'trap "" XFSZ; ulimit -f 2; exec "$@"', 'sh', ...command]);
    expect([ended.code, ended.output]).toEqual([
      2,
      expect.stringMatching(/^lattice-hooks: the report `.*page\.html` cannot be written: no file may become so large/),
    ]);
    expect(project.read('out/full/page.html')).toBe('of an earlier run\n');
    expect(readdirSync(`${project.root}/out/full`)).toEqual(['page.html']);
  });

  it('tell events while they happen', () => {
    const events = project.read(FILES.jsonl).trimEnd().split('\n');
    const types = events.map((line) => JSON.parse(line).type);
    expect([types[0], types.at(-1), types.filter((type) => type === 'check-end').length]).toEqual([
      'run-start',
      'run-end',
      3,
    ]);
    expect(JSON.parse(project.read(FILES.json)).checks).toMatchObject([{}, { task: 'follow', status: 'passed' }, {}]);
  });

  it('are the same of the last record', () => {
    const again = Object.entries(FILES).map(([format, file]) => `${format}=${file}.again`);
    const { code, stdout } = project.lattice(['report', '--last', '--report', ...again, 'github']);
    expect([code, stdout]).toEqual([0, project.read(FILES.github)]);
    const { jsonl, ...others } = FILES;
    for (const file of Object.values(others)) expect(project.read(`${file}.again`)).toBe(project.read(file));
    const ends = (text: string) => text.split('\n').filter((line) => !/"type":"(run|check)-start"/.test(line));
    expect(ends(project.read(`${jsonl}.again`)).sort()).toEqual(ends(project.read(jsonl)).sort());
  });
});

describe('events on standard output', () => {
  it('are alone there', () => {
    const { code, stdout } = project.lattice(['run', 'fast', '--all', '--only', 'complain', '--report', 'jsonl']);
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect([code, types]).toEqual([1, ['run-start', 'check-start', 'check-end', 'run-end']]);
  });

  it('are refused before anything runs where their file cannot be written', () => {
    const { code, stdout, stderr } = project.lattice(['run', 'fast', '--all', '--report', 'junit=.gitignore/a.xml']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /the report `\.gitignore\/a\.xml` cannot be written: something on the way there is no folder/,
    );
  });

  it('are no part of what is judged, where git does not know their file', () => {
    const check = () => {
      const reports = ['jsonl=seen.jsonl', 'json'];
      const { stdout } = project.lattice(['run', 'fast', '--all', '--only', 'first', '--report', ...reports]);
      const [{ status, files, cached }] = JSON.parse(stdout).checks;
      return { status, files, cached };
    };
    const first = check();
    expect([first.status, check()]).toEqual(['passed', { ...first, cached: true }]);
  });
});
