import { describe, expect, it } from 'vitest';
import { codeLines } from '../../src/coverage-gate/source-lines.ts';
import { isTypesOnly } from '../../src/coverage-gate/types-only.ts';

describe('lines of code', () => {
  it.each([
    ['a.ts', 'a();\n\n// x\n  /* y */\n/**\n * z\n */\nb(); // c\n/* d */ e();\r\n\r\n', [1, 8, 9]],
    ['a.go', '/*\ntext\n*/ f()\n', [3]],
    ['a.py', '#!x\nimport a\n    # c\n"""doc"""\n', [2, 4]],
    ['a.sql', '-- c\nselect 1\n', [2]],
    ['a.unknown', '# c\n\n// d\n', [1, 3]],
    ['a.ts', 'const glob = `\n/*.ts\n`;\nrun();\n', [1, 2, 3, 4]],
  ])('of %s are neither blank nor comment: %j', (path, text, lines) => {
    expect([...codeLines(text, path)]).toEqual(lines);
  });
});

describe('a TypeScript file', () => {
  it.each([
    'export type A = string;',
    'export interface A {\n  b(): void;\n}\n',
    "import type { B } from './b.ts';\nimport { C } from './c.ts';\n/** D */\nexport type D =\n  | B\n  | { readonly c: C };\ntype E<T> = T extends string\n  ? 'a;b'\n  : never;\nexport {};\n",
    "declare global {\n  var x: number;\n}\nexport type { A } from './a.ts'\nexport declare const y: string;",
    'interface A {}\ninterface B extends A { c: () => void }',
  ])('with nothing but types holds no code: %s', (text) => {
    expect(isTypesOnly(text)).toBe(true);
  });

  it.each([
    'export const a = 1;',
    'type A = string;\nrun();',
    'type A = string; run();',
    'type A = string\nrun()',
    'interface A {} run();',
    'interface A {\n}\nexport function f() {}',
    "import './polyfill.ts';",
    "export { a } from './a.ts';",
    'export enum A { B }',
    'type A = B\n(run)()',
    'export default class {}',
    'type A = `//`; run(); // x',
    "await import('./a.ts');",
    "import('./a.ts');",
    '',
  ])('with anything else may hold code: %s', (text) => {
    expect(isTypesOnly(text)).toBe(false);
  });
});
