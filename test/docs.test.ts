import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

// What the documents for users promise about this repository.

const root = path.resolve(import.meta.dirname, '..');
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Tests that a table names in its last column, as `file`: name. */
function namedTests(document: string): { readonly file: string; readonly name: string }[] {
  const rows = [...text(document).matchAll(/\| `([\w/-]+)`: ([^|]+) \|$/gm)];
  return rows.map(([, file = '', name = '']) => ({ file: `test/${file}.test.ts`, name }));
}

/** Whether a file has a test of that name, or one whose name goes on with what the test is tried with. */
function hasTest(file: string, name: string): boolean {
  if (!existsSync(path.join(root, file))) return false;
  const source = text(file);
  return [`'${name}',`, `"${name}",`, `\`${name}\`,`, `\`${name}, \${`, `\`${name} (\${`].some((form) =>
    source.includes(form),
  );
}

describe('docs', () => {
  it('name only tests that exist', () => {
    const named = namedTests('docs/isolation.md');
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ file, name }) => !hasTest(file, name))).toEqual([]);
  });

  it('are all linked from the README', () => {
    const unlinked = readdirSync(path.join(root, 'docs')).filter((file) => !text('README.md').includes(`docs/${file}`));
    expect(unlinked).toEqual([]);
  });
});
