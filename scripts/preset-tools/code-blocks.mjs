const FENCE = '```';
const block = (language, code) => `# Title\n\n${FENCE}${language}\n${code}\n${FENCE}\n`;
const task = { options: { languages: [], commands: { ts: ['tsc', '--noEmit', '--pretty', 'false', '{block}'] } } };

export const install = { npm: ['typescript@5.9.3'] };

export const cases = [
  {
    name: 'what TypeScript takes',
    files: { 'a.md': block('ts', 'const a: number = 1;') },
    task,
    expect: { status: 'passed' },
  },
  {
    name: 'what it does not, at its line',
    files: { 'a.md': block('ts', 'const a = 1;\nconst b: string = a;') },
    task,
    expect: { status: 'failed', findings: [{ file: 'a.md', line: 5, column: 7 }] },
  },
  {
    name: 'scripts and Python, at their lines',
    files: { 'a.md': block('python', 'def f(:'), 'b.md': block('sh', 'if true; then\n') },
    expect: { status: 'failed', findings: [{ file: 'a.md', line: 4, column: 7 }, { file: 'b.md' }] },
  },
];
