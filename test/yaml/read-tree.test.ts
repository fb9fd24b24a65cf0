import { describe, expect, it } from 'vitest';
import { readYamlTree } from '../../src/yaml/read-tree.ts';
import { itemsOf, textAt, valueAt, type YamlNode, type YamlText } from '../../src/yaml/tree.ts';

/** The tree of a text that is right. */
function treeOf(text: string): YamlNode {
  const tree = readYamlTree(text);
  if ('problems' in tree || tree.root === undefined) throw new Error(JSON.stringify(tree));
  return tree.root;
}

/** What stands where a piece of a scalar's text is said to be, up to the end of the line. */
function written(source: string, scalar: YamlText, piece: string): string {
  const { line, column } = scalar.spotAt(scalar.text.indexOf(piece));
  return (source.split('\n')[line - 1] ?? '').slice(column - 1).trimEnd();
}

/** What is said of a text that is not taken. */
function problemsOf(text: string): readonly string[] {
  const tree = readYamlTree(text);
  return 'problems' in tree ? tree.problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`) : [];
}

describe('a tree of YAML', () => {
  it.each([
    ['plain', 'a: one two\n', 'two'],
    ['plain over lines', 'a: one\n  more\n\n  two three\n', 'two three'],
    ['literal', 'a: |\n    one\n\n      two\n    three\n', 'two'],
    ['literal with Windows line ends', 'a: |\r\n  one\r\n  two\r\n', 'two'],
    ['literal that keeps its end and begins with blanks', 'a: |1+\n   one\n  two\n\n', 'two'],
    ['folded', 'a: >-\n  one\n  more\n\n   two\n  x\n', 'two'],
    ['single quotes', "a: 'it''s\n  one two'\n", 'two'],
    ['double quotes', 'a: "\\u0041\\t\\x41\\U0001F600 \\\n    one\n   \\"two"\n', 'two'],
    ['in a flow', 'a: [x, {b: "q", c: one two}]\n', 'two'],
  ])('knows where each letter stands: %s', (_name, source, piece) => {
    const scalars: YamlText[] = [];
    const collect = (node: YamlNode): void => {
      if (node.type === 'text') scalars.push(node);
      else if (node.type === 'list') node.items.forEach(collect);
      else for (const { value } of node.pairs) collect(value);
    };
    collect(treeOf(source));
    const scalar = scalars.find(({ text }) => text.includes(piece));
    expect(scalar && written(source, scalar, piece)).toMatch(/^two/);
  });

  it('has words as YAML 1.2 has them, and texts of numbers as they are written', () => {
    const tree = treeOf('on: yes\nversion: 3.10\nempty:\nbig: 0x10\n');
    expect(textAt(tree, 'on')).toMatchObject({ text: 'yes', value: 'yes' });
    expect(textAt(tree, 'version')).toMatchObject({ text: '3.10', value: 3.1 });
    expect(textAt(tree, 'empty')).toMatchObject({ text: '', value: null });
    expect(textAt(tree, 'big')).toMatchObject({ text: '0x10', value: 16 });
  });

  it('keeps keys that are there twice, and reads aliases as what they stand for', () => {
    const tree = treeOf('a: &x [1, 2]\na: *x\n');
    const [first, second] = tree.type === 'map' ? tree.pairs : [];
    expect(first?.value).toBe(second?.value);
    expect(itemsOf(valueAt(tree, 'a'))).toHaveLength(2);
  });

  it('says where a scalar ends', () => {
    const tree = treeOf('a: one\n  two\nb: |\n  x\n  y\n\nc: z\n');
    expect([textAt(tree, 'a')?.lastLine, textAt(tree, 'b')?.lastLine]).toEqual([2, 5]);
  });
});

describe('what is no tree', () => {
  it('is told with its place', () => {
    expect(problemsOf('a: [1, 2\nb: 3\n')[0]).toMatch(/^2:1 /);
    expect(problemsOf('a: *gone\n')).toEqual(['1:4 There is no anchor `&gone` above this alias']);
    expect(problemsOf('a: &x\n  b: *x\n')).toEqual(['2:6 The alias `*x` stands inside its own anchor']);
    expect(problemsOf('a: 1\n---\nb: 2\n')).toEqual(['2:1 A second document begins here, where one is wanted']);
    expect(problemsOf('? [a]\n: b\n')).toEqual(['1:1 A key is a list or a map']);
  });

  it('is aliases that multiply, told at once and without writing them out', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*l${level - 1}`));
      return `l${level}: &l${level} [${items.join(', ')}]`;
    });
    expect(problemsOf(levels.join('\n'))[0]).toMatch(/Values with their aliases are more than 100000$/);
  });

  it.each([
    ['flows', '['.repeat(20_000)],
    ['closed flows', `a: ${'['.repeat(300)}${']'.repeat(300)}`],
    ['lists', `${'- '.repeat(2000)}x`],
  ])('is nesting without an end: %s', (_name, text) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^1:\d+ Values are nested more than \d+ deep$/)]);
  });
});
