import type { Rule } from './finding.ts';
import { expression } from './rules/expression.ts';
import { syntax } from './rules/syntax.ts';

/** All rules, in the order in which findings at one place are told. */
export const RULES: readonly Rule[] = [syntax, expression];
