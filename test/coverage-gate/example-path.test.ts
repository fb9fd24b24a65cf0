import { expect, it } from 'vitest';
import { globTest } from '../../src/config/globs.ts';
import { examplePath } from '../../src/coverage-gate/example-path.ts';

it.each(['src/a.ts', './src/**', '**/*.ts', 'src/**/core/*.{ts,tsx}', '{src,lib}/**', 'src/[abc]?.py', '**'])(
  'finds a path for %s',
  (glob) => {
    expect(globTest(glob)(examplePath(glob))).toBe(true);
  },
);
