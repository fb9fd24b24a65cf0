import type { When } from '../../core/when.ts';
import { compileGlobs } from '../globs.ts';
import type { WhenConfig } from '../shape.ts';

/** The conditions of a task, with the patterns of its branches compiled. */
export function compileWhen({ branches, not }: WhenConfig): When {
  return {
    ...(branches === undefined ? {} : { branches: compileGlobs([branches].flat(), []) }),
    ...(not === undefined ? {} : { not: [not].flat() }),
  };
}
