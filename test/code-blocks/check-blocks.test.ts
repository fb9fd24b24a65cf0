import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BlockSettings, checkBlocks } from '../../src/code-blocks/check-blocks.ts';
import { findBlocks } from '../../src/code-blocks/find-blocks.ts';
import { CODE_LANGUAGES } from '../../src/core/code-languages.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-blocks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ALL: BlockSettings = { languages: CODE_LANGUAGES, commands: {}, skip: ['notest'] };

/** What is found in a document of one block, which is indented by a list. */
async function found(info: string, code: string, settings: Partial<BlockSettings> = {}) {
  const lines = code.split('\n').map((line) => `  ${line}\n`);
  const source = `- item\n\n  ~~~${info}\n${lines.join('')}  ~~~\n`;
  const findings = await checkBlocks(findBlocks('a.md', source), { ...ALL, ...settings }, folder);
  return findings.map(({ line, column, message, language }) => `${line}:${column} ${language}: ${message}`);
}

describe('a block that is well formed', () => {
  it.each([
    ['json', '{ "a": [1, null] }'],
    ['json', ''],
    ['jsonc', '{ "a": 1, // one\n}'],
    ['json', '"a": 1,\n"b": { "c": 2 }'],
    ['yaml', 'a: 1\n---\nb: !Ref c\n'],
    ['js', 'const a = await b();\nreturn a;'],
    ['js', '{ a: 1, b: 2 }'],
    ['js', '{\n  a: [1],\n  ...rest\n}'],
    ['mjs', "import a from 'a';\nexport default await a;"],
    ['py', 'x = await f()\n'],
    ['python', '>>> 1 +\n'],
    ['sh', 'if true; then echo; fi'],
    ['sh', '$ npm i &&'],
    ['bash', 'a=(1 2)'],
    ['json notest', '{'],
    ['ruby', 'def ('],
    ['', '{'],
  ])('has nothing said of it: %s %j', async (info, code) => {
    expect(await found(info, code)).toEqual([]);
  });
});

describe('a block that is not', () => {
  it.each([
    ['json', '{\n  "a": 1,\n}', '6:3 json: property name expected'],
    ['json', '{ // one\n}', '4:5 json: invalid comment token'],
    ['jsonc', '{ "a": }', '4:10 jsonc: value expected'],
    ['yml', 'a: 1\na: 2', '5:3 yaml: Map keys must be unique'],
    ['yaml', 'a: [1\nb: 2', '5:3 yaml: Flow sequence in block collection must be sufficiently indented'],
    ['js', 'let a = 1;\nconst = ;', '5:9 javascript: Unexpected token'],
    ['js', 'const a = ...;', '4:13 javascript: Unexpected token'],
    ['js', "import a from 'a';\nlet a;", '5:7 javascript: Identifier'],
    ['python', 'x = 1\ndef f(:\n', '5:9 python: invalid syntax'],
  ])('has its place in the document: %s %j', async (info, code, said) => {
    expect(await found(info, code)).toEqual([expect.stringMatching(`^${said.replace(/[[\].]/g, '\\$&')}`)]);
  });

  it.each(['sh', 'bash'])('is found by %s', async (info) => {
    const [first, ...more] = await found(info, 'echo a\nif true; then\necho "b"\n');
    expect(first).toMatch(new RegExp(`^[67]:3 ${info}: [Ss]yntax error`));
    expect(more.length).toBeLessThan(2);
  });
});

describe('a command for a language', () => {
  const script = (code: string) => ['sh', '-c', code, 'sh', '{block}'];

  it('is handed a file for each block, and says where it objects', async () => {
    const ts = script('grep -q bad "$1" && { echo "$1:2:3: error no $(basename "$1")"; exit 1; }; exit 0');
    expect(await found('ts', 'good\nbad', { commands: { ts } })).toEqual(['5:5 ts: no 1.ts']);
    expect(await found('ts', 'good', { commands: { ts } })).toEqual([]);
  });

  it('may write places as the shells and TypeScript do', async () => {
    const ts = script('echo "../$(basename "$1")(2,3): error TS1110: Type expected."; exit 1');
    expect(await found('ts', 'x\n  y', { commands: { ts } })).toEqual(['5:5 ts: TS1110: Type expected.']);
  });

  it('is about the whole block where it names no line', async () => {
    expect(await found('sql', 'x', { commands: { sql: script('echo "$1 is bad" >&2; exit 2') } })).toEqual([
      '3:3 sql: the block is bad',
    ]);
    expect(await found('sql', 'x', { commands: { sql: script('exit 4') } })).toEqual([
      '3:3 sql: the check ended with 4',
    ]);
  });

  it('stands in place of what we do ourselves, and other languages go by without one', async () => {
    expect(await found('yml', 'a: [', { commands: { yaml: ['true', '{block}'] } })).toEqual([]);
    expect(await found('json', '{', { languages: ['yaml'] })).toEqual([]);
  });

  it('that is not there leaves blocks unchecked, and is not missed without one', async () => {
    const commands = { ts: ['no-such-checker', '{block}'] };
    await expect(found('ts', 'x', { commands })).rejects.toThrow('no-such-checker is not installed');
    expect(await found('js', 'x', { commands })).toEqual([]);
  });

  it('that is ended leaves blocks unchecked', async () => {
    await expect(found('ts', 'x', { commands: { ts: script('kill -9 $$') } })).rejects.toThrow('did not end by itself');
  });
});
