import { describe, expect, it } from 'vitest';
import { diffText } from '../../src/workflows/diff-text.ts';
import { differences } from '../../src/workflows/differences.ts';
import { isGenerated } from '../../src/workflows/workflows.ts';
import { generated } from './planned.ts';

const CONFIG = { tiers: { all: { on: ['push:main', 'manual'], tasks: { all: { run: 'npm test' } } } } };

async function files() {
  const found = await generated(CONFIG);
  return { found: new Map(found), wanted: [...found].map(([name, text]) => ({ name, text })) };
}

describe('differences', () => {
  it('are none where files are what they are to be, with ends of lines of Windows too', async () => {
    const { found, wanted } = await files();
    expect(differences(wanted, found)).toEqual([]);
    const windows = new Map([...found].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
    expect(differences(wanted, windows)).toEqual([]);
  });

  it('are files that are missing, differ or are left over, in the order of names', async () => {
    const { found, wanted } = await files();
    const text = found.get('lattice-push.yml') as string;
    const now = new Map([
      ['lattice-push.yml', text.replace('timeout-minutes: 30', 'timeout-minutes: 31')],
      ['lattice-deploy.yml', text],
      ['lattice-own.yml', 'on: push\n'],
    ]);
    expect(differences(wanted, now)).toMatchObject([
      { type: 'left-over', name: 'lattice-deploy.yml' },
      { type: 'missing', name: 'lattice-manual.yml' },
      { type: 'differs', name: 'lattice-push.yml', isForeign: false },
    ]);
  });

  it('know a file that nobody of ours has made', async () => {
    const { found, wanted } = await files();
    const text = found.get('lattice-push.yml') as string;
    expect(isGenerated(text)).toBe(true);
    for (const other of ['', text.slice(1), text.replace('sha256:', 'md5:'), `\n${text}`, `# mine\n${text}`]) {
      expect(isGenerated(other)).toBe(false);
      const now = new Map([...found, ['lattice-push.yml', other]]);
      expect(differences(wanted, now)).toMatchObject([{ type: 'differs', isForeign: true }]);
    }
  });
});

describe('a diff', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

  it('shows what changes, with the lines around it, and where', () => {
    const found = lines(20);
    const wanted = found.replace('line 5\n', 'five\n').replace('line 7\n', '').replace('line 15\n', 'line 15\nmore\n');
    expect(diffText(found, wanted)).toEqual({
      line: 5,
      text: [
        '@@ line 3 @@',
        ' line 3',
        ' line 4',
        '-line 5',
        '+five',
        ' line 6',
        '-line 7',
        ' line 8',
        ' line 9',
        '@@ line 14 @@',
        ' line 14',
        ' line 15',
        '+more',
        ' line 16',
        ' line 17',
        '',
      ]
        .map((line) => (line === '' ? '' : `  ${line}`))
        .join('\n'),
    });
  });

  it('names a line that is there for what lacks at the end, and for a file that is empty', () => {
    expect(diffText('a\n', 'a\nb\n').line).toBe(1);
    expect(diffText('', 'a\n').line).toBe(1);
  });

  it('is cut where it is long, and left out where too much differs', () => {
    expect(diffText(lines(100), 'x\n').text).toContain('  … and 42 more lines\n');
    const other = Array.from({ length: 2000 }, (_, index) => `x${index}\n`).join('');
    expect(diffText(lines(2000), other).text).toBe('  (too much differs to be shown)\n');
  });
});
