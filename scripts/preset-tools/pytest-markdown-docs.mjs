const FENCE = '```';
const block = (code) => `# Title\n\n${FENCE}python\n${code}\n${FENCE}\n`;

export const install = { pypi: ['pytest==9.1.1', 'pytest-markdown-docs==0.9.2'] };

export const cases = [
  { name: 'blocks that run', files: { 'a.md': block('x = 1\nassert x') }, expect: { status: 'passed' } },
  {
    name: 'blocks that fail, at their lines',
    files: { 'a b.md': block('x = 1\nassert x == 2'), 'b.md': block('def f(:') },
    expect: {
      status: 'failed',
      findings: [
        { file: 'a b.md', line: 5 },
        { file: 'b.md', line: 4 },
      ],
    },
  },
  { name: 'no block', files: { 'a.md': '# Title\n' }, expect: { status: 'skipped' } },
];
