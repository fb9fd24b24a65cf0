import type { CodeBlock } from './find-blocks.ts';

/** Something wrong in a block. Places are of the code, counted from 1; without a line: the whole block. */
export interface Problem {
  readonly block: CodeBlock;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** Why blocks could not be checked: a sentence without its final period. */
export class Unchecked extends Error {}

/** Finds what is wrong with blocks of one language. Rejects with `Unchecked`. */
export type BlockCheck = (blocks: readonly CodeBlock[]) => Promise<readonly Problem[]> | readonly Problem[];
