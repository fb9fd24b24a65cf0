import path from 'node:path';
import { expect, it } from 'vitest';
import { reportPaths } from '../../../src/cli/reports/paths.ts';
import { readReportWishes } from '../../../src/cli/reports/wish.ts';

it('knows where in the repository reports are written to', () => {
  const root = path.resolve('/repository');
  const wishes = ['json', 'junit=a.xml', 'sarif=../b.sarif', 'markdown=../../c.md', `github=${path.join(root, 'd')}`];
  const place = { world: { cwd: path.join(root, 'docs') }, repository: { root } };
  expect([...reportPaths(readReportWishes(wishes), place as never)]).toEqual(['docs/a.xml', 'b.sarif', 'd']);
});
