import { expect, it } from 'vitest';
import { unwritableReport } from '../../../src/cli/reports/unwritable.ts';

it.each([
  ['ENOENT', 'it cannot be made there', 'Name a file in a folder that is there.'],
  ['ENOSPC', 'there is no room left on that disk', 'Make room, then try again.'],
  ['EIO', "EIO: open 'x'", 'Name a file that can be written.'],
])('a report that cannot be written says why, and what to do: %s', (code, why, hint) => {
  const error = Object.assign(new Error(`${code}: open 'x'`), { code });
  expect(unwritableReport('a\x1b.html', error)).toMatchObject({
    code: 'usage',
    message: `the report \`"a\\x1b.html"\` cannot be written: ${why}`,
    hint,
  });
});
