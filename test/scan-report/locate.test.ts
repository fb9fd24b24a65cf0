import { expect, it } from 'vitest';
import { fileLocator } from '../../src/scan-report/locate.ts';

const tracked = new Set(['src/a.py', 'pkg/src/b.py', 'pkg/lib/only.py', 'x/twice.py', 'y/twice.py', 'src/ä b.py']);
const at = (file: string, more: { readonly root?: string; readonly cwd?: string } = {}) => {
  const places = { tracked, directories: ['/real/repo', '/link/repo'] as const, root: '', cwd: '', ...more };
  return fileLocator(places as Parameters<typeof fileLocator>[0])({
    tool: 't',
    message: 'm',
    file,
    line: 3,
    column: 2,
  });
};

it.each<[string, string, object]>([
  ['src/a.py', 'src/a.py', {}],
  ['./src/a.py', 'src/a.py', {}],
  ['src\\a.py', 'src/a.py', {}],
  ['/real/repo/src/a.py', 'src/a.py', {}],
  ['/link/repo/src/a.py', 'src/a.py', {}],
  ['file:///real/repo/src/a.py', 'src/a.py', {}],
  ['C:\\Users\\me\\repo\\src\\a.py', 'src/a.py', {}],
  ['/src/src/a.py', 'src/a.py', {}],
  ['src/b.py', 'pkg/src/b.py', { cwd: 'pkg' }],
  ['src/b.py', 'pkg/src/b.py', { root: 'pkg', cwd: 'pkg' }],
  ['only.py', 'pkg/lib/only.py', {}],
  ['src/ä b.py', 'src/ä b.py', {}],
  ['build/made.py', 'build/made.py', {}],
  ['made.py', 'pkg/made.py', { cwd: 'pkg' }],
  ['/real/repo/pkg/made.py', 'pkg/made.py', { cwd: 'pkg' }],
  ['twice.py', 'twice.py', {}],
])('%s is %s', (written, file, more) => {
  expect(at(written, more)).toMatchObject({ file, line: 3, column: 2 });
});

it.each(['/usr/lib/python3/os.py', '../other/a2.py', 'D:\\else\\c.py', 'src/../../up.py'])(
  '%s is no file of the repository',
  (written) => {
    expect(at(written)).toEqual({ tool: 't', message: `m (in ${written})` });
  },
);

it('leaves a finding without a file as it is', () => {
  const locate = fileLocator({ tracked, directories: ['/real/repo'], root: '', cwd: '' });
  expect(locate({ tool: 't', message: 'm' })).toEqual({ tool: 't', message: 'm' });
});
