import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openTerminal } from '../../../src/cli/terminal/open.ts';

/** A stream as a process has one. */
function stream(isTTY: boolean, columns?: number) {
  return Object.assign(new PassThrough(), { isTTY, columns, rows: columns === undefined ? undefined : 24 }) as never;
}

const open = (isTTY: boolean, env: Readonly<Record<string, string>> = {}, columns?: number) =>
  openTerminal({ stdout: stream(isTTY, columns), stderr: stream(isTTY, columns) }, env);

describe('a terminal that goes away', () => {
  it('costs what would have been shown, and not the run that puts everything back', () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    openTerminal({ stdout, stderr } as never, {});
    // Without anybody who listens, a stream throws what it cannot write.
    expect(() => stdout.emit('error', new Error('EPIPE'))).not.toThrow();
    expect(() => stderr.emit('error', new Error('EIO'))).not.toThrow();
  });
});

describe('colors', () => {
  it('are for a person who watches', () => {
    expect(open(true).color).toBe(true);
    expect(open(false).color).toBe(false);
    expect(open(true, { TERM: 'dumb' }).color).toBe(false);
  });

  it('are as NO_COLOR and FORCE_COLOR say, and the second one wins', () => {
    expect(open(true, { NO_COLOR: '1' }).color).toBe(false);
    expect(open(true, { NO_COLOR: '' }).color).toBe(true);
    expect(open(false, { FORCE_COLOR: '1', NO_COLOR: '1' }).color).toBe(true);
    expect(open(true, { FORCE_COLOR: '0' }).color).toBe(false);
  });
});

describe('lines that are drawn over', () => {
  it('need a terminal, and nobody who keeps a log', () => {
    expect(open(true).isInteractive).toBe(true);
    expect(open(false).isInteractive).toBe(false);
    expect(open(true, { CI: 'true' }).isInteractive).toBe(false);
    expect(open(true, { CI: 'false' }).isInteractive).toBe(true);
    expect(open(true, { TERM: 'dumb' }).isInteractive).toBe(false);
  });
});

describe('the size', () => {
  it('is as if nothing were known of a window that says that it has no columns and rows', () => {
    const unsized = Object.assign(new PassThrough(), { isTTY: true, columns: 0, rows: 0 }) as never;
    const terminal = openTerminal({ stdout: unsized, stderr: unsized }, {});
    expect([terminal.width, terminal.height]).toEqual([80, undefined]);
  });

  it('is that of the window, and 80 columns where there is none', () => {
    expect(open(true, {}, 40)).toMatchObject({ width: 40, height: 24, isWindow: true });
    expect(open(false)).toMatchObject({ width: 80, height: undefined, isWindow: false });
  });
});

describe('signs', () => {
  /** What arrives of a sign at each stream. */
  const written = (isTTY: boolean, env: Readonly<Record<string, string>>) => {
    const said = { out: '', err: '' };
    const to = (name: 'out' | 'err') => ({
      ...{ isTTY, columns: 80, on: () => undefined },
      write: (text: string) => {
        said[name] += text;
      },
    });
    const terminal = openTerminal({ stdout: to('out') as never, stderr: to('err') as never, platform: 'linux' }, env);
    terminal.out('✓');
    terminal.raw('✗');
    terminal.err('…');
    return `${said.out} ${said.err}`;
  };

  it('are in ASCII where a window has no others, but for what programs read', () => {
    expect(written(true, { LANG: 'C' })).toBe('+✗ ~');
    expect(written(true, { LANG: 'C.UTF-8' })).toBe('✓✗ …');
    expect(written(false, { LANG: 'C' })).toBe('✓✗ …');
    expect(written(false, { LATTICE_HOOKS_STYLE: 'ascii' })).toBe('+✗ ~');
  });

  it('give way to words, and the board to lines, where that is wished', () => {
    expect(open(true, { LATTICE_HOOKS_STYLE: 'words' })).toMatchObject({ words: true, isInteractive: false });
    expect(open(true, { LATTICE_HOOKS_STYLE: 'lines' })).toMatchObject({ words: false, isInteractive: false });
    expect(open(true)).toMatchObject({ words: false, isInteractive: true });
  });
});
