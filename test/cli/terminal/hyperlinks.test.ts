import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkRootFor } from '../../../src/cli/terminal/hyperlinks.ts';

type Variables = Readonly<Record<string, string>>;
const WINDOW = { isWindow: true, color: true };
const root = (env: Variables, stream: Parameters<typeof linkRootFor>[2] = WINDOW) =>
  linkRootFor(path.resolve('/work/a b'), env, stream);
const WEZTERM = { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' };

describe('links to files', () => {
  it.each<readonly [Variables, boolean]>([
    [{}, false],
    [{ TERM: 'xterm-256color' }, false],
    [WEZTERM, true],
    [{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.72.0' }, true],
    [{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.2' }, false],
    [{ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' }, true],
    [{ TERM_PROGRAM: 'iTerm.app' }, false],
    [{ TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '453' }, false],
    [{ VTE_VERSION: '7600' }, true],
    [{ VTE_VERSION: '4999' }, false],
    [{ VTE_VERSION: 'new' }, false],
    [{ KONSOLE_VERSION: '230800' }, true],
    [{ WT_SESSION: 'some-id' }, true],
    [{ KITTY_WINDOW_ID: '1' }, true],
    [{ VTE_VERSION: '7600', TMUX: '/tmp/tmux' }, false],
    [{ TMUX: '/tmp/tmux', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }, false],
    [{ TMUX: '/tmp/tmux', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }, true],
    [{ ...WEZTERM, STY: '1.screen' }, false],
    [{ ...WEZTERM, SSH_CONNECTION: '1 2 3 4' }, false],
    [{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.0', SSH_CONNECTION: '1 2 3 4' }, true],
    [{ FORCE_HYPERLINK: '1' }, true],
    [{ ...WEZTERM, FORCE_HYPERLINK: '0' }, false],
    [{ ...WEZTERM, CI: 'true' }, false],
    [{ FORCE_HYPERLINK: '1', CI: 'true' }, false],
  ])('where %j: %s', (env, follows) => expect(root(env) !== undefined).toBe(follows));

  it('begin at the worktree, and are never given to a file, a program, or who wants no colour', () => {
    expect(root(WEZTERM)).toMatch(/^file:\/\/\/.*work\/a%20b$/);
    const env = { ...WEZTERM, FORCE_HYPERLINK: '1' };
    expect(root(env, { isWindow: false, color: true })).toBeUndefined();
    expect(root(env, { isWindow: true, color: false })).toBeUndefined();
    expect(root(env, { isWindow: true, color: true, words: true })).toBeUndefined();
  });
});
