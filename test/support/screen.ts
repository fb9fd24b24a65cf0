import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { vi } from 'vitest';

/** A program in a real terminal, which is one of tmux's. */
export interface Screen {
  /** What is to be seen, without blanks at the ends of lines and without empty lines at the end. */
  text(): string;
  /** The same with the sequences that paint it. */
  painted(): string;
  /** What was pushed out at the top, and what is to be seen. */
  everything(): string;
  /** Resolves with the screen once the condition holds and all is drawn; rejects with the last screen when that never happens. */
  until(condition: (text: string) => boolean): Promise<string>;
  isCursorVisible(): boolean;
  /** Presses keys, as tmux calls them. */
  press(...keys: readonly string[]): void;
  resize(width: number, height: number): void;
  close(): void;
}

/** What the shell around the program says when the program has ended, before its exit code. */
export const ENDED = 'program ended with';

/** Starts a program in a terminal of its own. Throws when there is no tmux: what a person sees cannot be tried without one. */
export function openScreen(
  command: readonly string[],
  size: { readonly width: number; readonly height: number },
): Screen {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-screen-'));
  const socket = path.join(folder, 'socket');
  const config = path.join(folder, 'tmux.conf');
  writeFileSync(config, 'set -g status off\nset -g escape-time 0\n');
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TMUX: '', TERM: 'xterm-256color' };
  const tmux = (...args: readonly string[]): string => {
    const result = spawnSync('tmux', ['-u', '-S', socket, '-f', config, ...args], { encoding: 'utf8', env });
    if (result.error !== undefined)
      throw new Error(`the board is tried in tmux, which cannot be started here: ${result.error.message}`);
    if (result.status !== 0) throw new Error(`tmux ${args.join(' ')}: ${result.stderr}`);
    return result.stdout;
  };
  const shell = `trap : INT; stty -echo -icanon; "$@"; echo "${ENDED} $?"; cat`;
  const [width, height] = [String(size.width), String(size.height)];
  tmux('new-session', '-d', '-x', width, '-y', height, '--', 'sh', '-c', shell, 'sh', ...command);
  const capture = (...more: readonly string[]) =>
    tmux('capture-pane', '-p', ...more)
      .replace(/[ \t]+$/gm, '')
      .trimEnd();
  return {
    text: () => capture(),
    painted: () => capture('-e'),
    everything: () => capture('-S', '-'),
    until: (condition) => {
      let before: string | undefined;
      return vi.waitFor(
        () => {
          const text = capture();
          // What is half drawn looks otherwise the next time.
          const isDrawn = text === before;
          before = text;
          if (!condition(text) || !isDrawn) throw new Error(`the screen stays\n${text}`);
          return text;
        },
        { timeout: 30_000, interval: 50 },
      );
    },
    isCursorVisible: () => tmux('display-message', '-p', '#{cursor_flag}').trim() === '1',
    press: (...keys) => void tmux('send-keys', ...keys),
    resize: (columns, rows) => void tmux('resize-window', '-x', String(columns), '-y', String(rows)),
    close: () => {
      spawnSync('tmux', ['-S', socket, 'kill-server'], { env });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
