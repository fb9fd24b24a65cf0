import type { Rule } from './finding.ts';
import { actionInput } from './rules/action-input.ts';
import { alwaysTrue } from './rules/always-true.ts';
import { expression } from './rules/expression.ts';
import { glob } from './rules/glob.ts';
import { oldAction } from './rules/old-action.ts';
import { reference } from './rules/reference.ts';
import { runner } from './rules/runner.ts';
import { shell } from './rules/shell.ts';
import { syntax } from './rules/syntax.ts';

/** All rules, in the order in which findings at one place are told. */
export const RULES: readonly Rule[] = [
  syntax,
  expression,
  reference,
  runner,
  shell,
  glob,
  actionInput,
  oldAction,
  alwaysTrue,
];
