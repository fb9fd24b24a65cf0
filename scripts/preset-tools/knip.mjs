const FILES = {
  'package.json': '{ "name": "k", "private": true, "type": "module", "main": "src/index.ts" }\n',
  'knip.json': '{ "entry": ["src/index.ts"], "project": ["src/**/*.ts"] }\n',
  'src/index.ts': 'import { a } from "./a.js";\n\na(1);\n',
  'src/a.ts': 'export const a = (x: unknown) => x;\n',
};

export const install = { npm: ['knip@6.44.2', 'typescript@5.9.3'] };

export const cases = [
  { name: 'clean', files: FILES, expect: { status: 'passed' } },
  {
    name: 'findings',
    files: {
      ...FILES,
      'src/a.ts': 'export const a = (x: unknown) => x;\nexport const unused = 1;\n',
      'src/orphan.ts': 'export {};\n',
      'src/index.ts': 'import { a } from "./a.js";\nimport x from "not-listed";\n\na(x);\n',
    },
    expect: {
      status: 'failed',
      findings: [
        { file: 'src/orphan.ts', rule: 'files' },
        { file: 'src/a.ts', line: 2, column: 14, rule: 'exports' },
        { file: 'src/index.ts', line: 2, rule: 'unlisted' },
      ],
    },
  },
  {
    name: 'a config that it cannot read',
    files: { ...FILES, 'knip.json': '{ "entry": [\n' },
    expect: { status: 'broken', message: /Knip could not check \(exit code 2\): .*knip\.json/ },
  },
  {
    name: 'flags that it does not know',
    files: FILES,
    task: { options: { args: ['--nope'] } },
    expect: { status: 'broken', message: /Unknown option '--nope'/ },
  },
];
