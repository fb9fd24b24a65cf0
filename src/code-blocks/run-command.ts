import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeBlock } from './find-blocks.ts';
import { Unchecked } from './problem.ts';

/** How a program ended that looked at a block. */
export interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The file that it was given. */
  readonly file: string;
}

/** Hands a block to a program. Rejects with `Unchecked` where that did not end by itself. */
export type RunCheck = (block: CodeBlock) => Promise<CommandEnd>;

/** Bytes that a program may print of one block. */
const MOST_OUTPUT = 16 * 1024 * 1024;

/** What stands for the file of a block in a command. */
export const BLOCK = '{block}';

/** Writes blocks into a folder of ours, one file each, and starts a command for it without a shell. */
export function commandRunner(folder: string, extension: string, command: readonly string[]): RunCheck {
  let count = 0;
  return (block) => {
    count += 1;
    const file = join(folder, `${count}.${extension}`);
    writeFileSync(file, block.text);
    const [program = '', ...args] = command.map((word) => word.replaceAll(BLOCK, file));
    return run(program, args, file);
  };
}

function run(program: string, args: readonly string[], file: string): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { maxBuffer: MOST_OUTPUT, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr, file });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr, file });
      else if (error.code === 'ENOENT') reject(new Unchecked(`${program} is not installed`));
      else reject(new Unchecked(`${program} did not end by itself: ${error.signal ?? error.message}`));
    });
  });
}
