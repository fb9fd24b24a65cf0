import type { ShellWord } from './token.ts';

/** What a redirection does, as `>` or `2>&1`, and where to; undefined where it names no file. */
export interface Redirection {
  readonly operator: string;
  readonly target: ShellWord | undefined;
}

/** Words and redirections. */
export interface SimpleCommand {
  readonly type: 'simple';
  readonly words: readonly ShellWord[];
  readonly redirections: readonly Redirection[];
}

/** What holds commands: `{ … }`, `( … )`, `if`, `while`, `for`, `case`, a function. */
export interface CompoundCommand {
  readonly type: 'group' | 'branches' | 'loop' | 'function';
  /** What only asks, as between `if` and `then`. */
  readonly conditions: ShellList;
  readonly bodies: ShellList;
}

/** Commands that are joined by `|`. */
export interface Pipeline {
  readonly isNegated: boolean;
  readonly commands: readonly (SimpleCommand | CompoundCommand)[];
}

/** Pipelines with the operators between them. */
export interface AndOrList {
  readonly pipelines: readonly Pipeline[];
  readonly operators: readonly ('&&' | '||')[];
}

export type ShellList = readonly AndOrList[];
