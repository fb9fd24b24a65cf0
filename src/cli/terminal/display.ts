import { styleWords } from '../../core/style-words.ts';
import { inAscii } from '../../report-text/ascii.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** How texts are to look, by the variables that speak of it. */
export interface Display {
  /** Whether words say how something ended, and nothing is drawn over: as a screen reader wants it. */
  readonly words: boolean;
  /** Whether lines may be drawn over. */
  readonly mayDraw: boolean;
  /** Makes our own signs such as can be shown. */
  readonly shown: (text: string) => string;
}

/** `window`: of what system the window is that shows it; undefined where it goes into a file or another program. */
export function readDisplay(env: Variables, window?: { readonly platform: string | undefined }): Display {
  const wishes = styleWords(env);
  const words = wishes.includes('words');
  const isPlain =
    wishes.includes('ascii') ||
    (!wishes.includes('unicode') && window !== undefined && !hasUnicode(env, window.platform));
  return {
    words,
    mayDraw: !words && !wishes.includes('lines'),
    shown: isPlain ? inAscii : (text) => text,
  };
}

/** Terminals that have few signs besides ASCII: the console of Linux, and those that say nothing of themselves. */
const PLAIN_TERMINALS = ['linux', 'dumb'];
/** One of these is set in every terminal of Windows but its old console. */
const WINDOWS_TERMINALS = ['WT_SESSION', 'TERM_PROGRAM', 'TERM', 'ConEmuTask', 'TERMINAL_EMULATOR'];

/** Where no locale is named the terminal is believed to be of this century. */
function hasUnicode(env: Variables, platform: string | undefined): boolean {
  if (PLAIN_TERMINALS.includes(env['TERM'] ?? '')) return false;
  if (platform === 'win32') return WINDOWS_TERMINALS.some((name) => !['', 'cygwin'].includes(env[name] ?? ''));
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'UTF-8';
  return /utf-?8/i.test(locale);
}
