import { pathToFileURL } from 'node:url';
import { isCI } from '../../system/ci.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Terminals that follow links in text (OSC 8), by the name in TERM_PROGRAM, and from which major and minor version on. */
const PROGRAMS: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  'iTerm.app': [3, 1],
  WezTerm: [20200620, 0],
  vscode: [1, 72],
  ghostty: [1, 0],
  tmux: [3, 4],
  rio: [0, 1],
};
/** Libraries and terminals that say their version, as one number, in a variable of their own. */
const VERSIONS: Readonly<Record<string, number>> = { VTE_VERSION: 5001, KONSOLE_VERSION: 201200 };
/** Variables that only terminals set which follow links. */
const SIGNS = ['WT_SESSION', 'KITTY_WINDOW_ID', 'ALACRITTY_WINDOW_ID', 'DOMTERM'];

/**
 * Where links to files of a worktree begin; undefined where they cannot be followed. `stream`: the window that shows them.
 * What a terminal does not understand it may print, so that one which is not known gets none.
 */
export function linkRootFor(
  worktree: string,
  env: Variables,
  stream: { readonly isWindow: boolean; readonly color: boolean; readonly words?: boolean },
): string | undefined {
  if (!stream.isWindow || !stream.color || stream.words === true || isCI(env)) return undefined;
  const forced = env['FORCE_HYPERLINK'] ?? '';
  const follows = forced === '' ? canFollow(env) : forced !== '0';
  return follows ? pathToFileURL(worktree).href.replace(/\/$/, '') : undefined;
}

function canFollow(env: Variables): boolean {
  const { TERM_PROGRAM: program = '', TERM_PROGRAM_VERSION: version = '' } = env;
  // A file over there is not one of the machine that the terminal runs on; this editor knows.
  if (program !== 'vscode' && (env['SSH_CONNECTION'] || env['SSH_TTY'])) return false;
  // Whatever it runs in, between it and us is one that may know no links.
  if (env['STY'] || (env['TMUX'] && program !== 'tmux')) return false;
  const known = PROGRAMS[program];
  if (known !== undefined) return isAtLeast(version, known);
  return (
    SIGNS.some((name) => env[name]) || Object.entries(VERSIONS).some(([name, least]) => Number(env[name]) >= least)
  );
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, given = '0', below = '0'] = /^(\d+)[.-]?(\d+)?/.exec(version) ?? [];
  return Number(given) > major || (Number(given) === major && Number(below) >= minor);
}
