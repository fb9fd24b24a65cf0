import { expect, it } from 'vitest';
import { unwritableReport } from '../../../src/cli/reports/unwritable.ts';

it.each([
  ['ENOENT', 'Name a file in a folder that is there.'],
  ['ENOSPC', 'Make room on that disk, then try again.'],
  ['EROFS', 'Name a file that can be written.'],
  ['EACCES', 'Name a file that can be written.'],
])('a report that cannot be written says what to do: %s', (code, hint) => {
  const error = Object.assign(new Error(`${code}: open 'x'`), { code });
  expect(unwritableReport(error)).toMatchObject({
    code: 'usage',
    message: `the report cannot be written: ${code}: open 'x'`,
    hint,
  });
});
