import { describe, expect, it } from 'vitest';
import { globTest } from '../../src/config/globs.ts';
import { expectationTest } from '../../src/coverage-gate/expected.ts';
import { generatedTest } from '../../src/coverage-gate/generated.ts';

const NEVER = [
  ...['src/a.test.ts', 'src/a.spec.tsx', 'src/__tests__/a.ts', 'test/a.ts', 'src/tests/a.py', 'src/test_a.py'],
  ...['src/a_test.go', 'src/conftest.py', 'src/a.d.ts', 'src/a.d.mts', 'src/vite.config.ts', 'src/ATest.java'],
];

describe('a changed file that the report does not hold', () => {
  it('is expected when its extension and its top folder are in the report', () => {
    const isExpected = expectationTest({ root: '', include: undefined, measured: ['src/a.ts', 'lib/b.py', 'c.js'] });
    const paths = ['src/x/new.ts', 'src/new.py', 'src/new.js', 'new.ts', 'docs/a.ts', 'src/readme.md'];
    expect(paths.filter(isExpected)).toEqual(['src/x/new.ts', 'src/new.py', 'src/new.js', 'new.ts']);
  });

  it('is expected when it matches include, which stands alone and is relative to the config', () => {
    const isExpected = expectationTest({ root: 'p', include: [globTest('src/**')], measured: ['p/lib/a.ts'] });
    expect(['p/src/a.rs', 'p/lib/b.ts', 'src/a.rs'].filter(isExpected)).toEqual(['p/src/a.rs']);
  });

  it.each(NEVER)('is never expected as a test, a declaration or a config: %s', (path) => {
    expect(expectationTest({ root: '', include: [globTest('**')], measured: [] })(path)).toBe(false);
    expect(expectationTest({ root: '', include: [globTest('**')], measured: [] })('src/contest.ts')).toBe(true);
  });
});

describe('a generated file', () => {
  it('is one by the last pattern of the nearest .gitattributes', () => {
    const isGenerated = generatedTest(
      [
        { folder: 'src/hand', text: '*.gen.ts -linguist-generated\n' },
        {
          folder: '',
          text: '# c linguist-generated\n*.gen.ts text linguist-generated\r\n/out/** linguist-generated=true\nx.gen.ts linguist-generated=false\n',
        },
      ],
      globTest,
    );
    const paths = ['a.gen.ts', 'src/a.gen.ts', 'src/hand/a.gen.ts', 'out/a/b.ts', 'src/out/b.ts', 'src/x.gen.ts'];
    expect(paths.filter(isGenerated)).toEqual(['a.gen.ts', 'src/a.gen.ts', 'out/a/b.ts']);
  });
});
