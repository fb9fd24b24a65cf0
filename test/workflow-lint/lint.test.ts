import { describe, expect, it } from 'vitest';
import { lintWorkflows } from '../../src/workflow-lint/lint.ts';
import { lintTexts, problemsOf, withSteps } from '../support/lint-lab.ts';

/** Places and messages of what is said of bytes, as `line:column [rule] message`. */
async function saidOf(bytes: Uint8Array): Promise<readonly string[]> {
  const findings = await lintWorkflows([{ file: 'a.yml', bytes }]);
  return findings.map(({ line, column, rule, message }) => `${line}:${column} [${rule}] ${message}`);
}

describe('a file that is no workflow', () => {
  it.each([
    ['empty', Buffer.from(''), '1:1 [syntax] The file is empty: a workflow has `on` and `jobs`'],
    ['comments alone', Buffer.from('# one\n---\n'), '1:1 [syntax] The file is empty: a workflow has `on` and `jobs`'],
    ['binary', Buffer.from([0x61, 0x3a, 0x20, 0, 1, 2]), '1:1 [syntax] The file is no text in UTF-8: save it as such'],
    [
      'Latin-1',
      Buffer.from('name: Pr\u00fcfung\n', 'latin1'),
      '1:1 [syntax] The file is no text in UTF-8: save it as such',
    ],
    ['UTF-16', Buffer.from('\ufeffname: x\n', 'utf16le'), '1:1 [syntax] The file is no text in UTF-8: save it as such'],
    [
      'huge',
      Buffer.alloc(1024 * 1024 + 1, 0x23),
      '1:1 [syntax] The file is larger than 1048576 bytes, which GitHub does not read',
    ],
    ['a word', Buffer.from('on'), '1:1 [syntax] `on` is not allowed here'],
    ['a list', Buffer.from('- on: push\n'), '1:1 [syntax] A list is not allowed here'],
  ])('has one clear message: %s', async (_name, bytes, expected) => {
    expect(await saidOf(bytes)).toEqual([expected]);
  });

  it('may be two documents', async () => {
    expect((await saidOf(Buffer.from('on: push\n---\non: push\n')))[0]).toMatch(/^2:1 \[syntax\]/);
  });

  it('has no rule of its own that ends in an error of ours', async () => {
    const odd = [
      'on: [[a]]',
      'jobs: [a]',
      'on: {push: 1, schedule: {a: b}}',
      'jobs: {a: b, c: [d], 1: {steps: [e, [f], null]}}',
    ];
    const odder = [
      'jobs: {a: {needs: {a: b}, strategy: [1], runs-on: {labels: {a: b}}, if: [1], steps: {a: b}, outputs: 1}}',
    ];
    for (const text of [...odd, ...odder]) expect((await lintTexts({ 'a.yml': text })).length).toBeGreaterThan(0);
  });
});

describe('large workflows', () => {
  it('are read with many jobs that need each other', async () => {
    const jobs = Array.from({ length: 1500 }, (_, index) => {
      const needs = index === 0 ? '' : `needs: j${index - 1}, `;
      return `  j${index}: { ${needs}runs-on: ubuntu-24.04, steps: [{ run: a }] }`;
    });
    const findings = await lintTexts({ 'a.yml': ['on: push', 'jobs:', ...jobs].join('\n') });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('a comment that takes a finding back', () => {
  const bad = 'runs-on: ubuntu-20.04';
  const workflow = (line: string, above = '') =>
    ['on: push', 'jobs:', '  a:', above, `    ${line}`, '    steps: [{ run: make }]', ''].join('\n');
  const runnerOf = (text: string) => problemsOf('runner', text);
  const suppressionOf = (text: string) => problemsOf('suppression', text);

  it('stands behind it, or above it with blank lines between', async () => {
    expect(await runnerOf(workflow(bad))).toHaveLength(1);
    expect(await runnerOf(workflow(`${bad} # lattice-ignore runner: our own`))).toEqual([]);
    expect(await runnerOf(workflow(bad, '    # lattice-ignore-next-line runner: our own\n'))).toEqual([]);
    expect(await suppressionOf(workflow(`${bad} # lattice-ignore runner: our own`))).toEqual([]);
  });

  it('is about its line and its rule alone', async () => {
    expect(await runnerOf(workflow(`${bad} # lattice-ignore-next-line runner: our own`))).toHaveLength(1);
    expect(await runnerOf(workflow(bad, '    # lattice-ignore runner: our own'))).toHaveLength(1);
    expect(await runnerOf(workflow(`${bad} # lattice-ignore shell: our own`))).toHaveLength(1);
  });

  it('needs a reason, a rule that there is, and something to take back', async () => {
    expect(await runnerOf(workflow(`${bad} # lattice-ignore runner`))).toHaveLength(1);
    expect(await suppressionOf(workflow(`${bad} # lattice-ignore runner:`))).toEqual([
      '5:27 Without a reason it takes nothing back: write `# lattice-ignore runner: why`',
    ]);
    expect(await suppressionOf(workflow(`${bad} # lattice-ignore runer: x`))).toEqual([
      '5:27 There is no rule `runer`; did you mean `runner`?',
    ]);
    expect(await suppressionOf(workflow('runs-on: ubuntu-24.04 # lattice-ignore runner: x'))).toEqual([
      '5:27 This comment takes nothing back: `runner` says nothing here; remove it',
    ]);
  });
});

describe('findings', () => {
  it('stand in the order of their places, and once for what an alias repeats', async () => {
    const text = withSteps(`- &step\n  run: echo \${{ gone.a }}\n  shell: bahs\n- *step`);
    const findings = (await lintTexts({ 'a.yml': text })).filter(({ severity }) => severity === 'error');
    expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['10 expression', '11 shell']);
  });

  it('are about machines of the project where it does not name them as its own', async () => {
    const bytes = Buffer.from(
      'on: push\npermissions: {}\njobs: { a: { runs-on: Ubuntu-20.04, steps: [{ run: make }] } }\n',
    );
    const runners = async (labels: readonly string[]) => {
      const findings = await lintWorkflows([{ file: 'a.yml', bytes }], { runnerLabels: new Set(labels) });
      return findings.filter(({ rule }) => rule === 'runner').length;
    };
    expect([await runners([]), await runners(['ubuntu-20.04'])]).toEqual([1, 0]);
  });
});
