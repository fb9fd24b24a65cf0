import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import { runProgram } from '../system/processes/program.ts';

/** What is needed to start the writer. All paths absolute. */
export interface HookWriter {
  /** Folder of this package, from which the writer's package is found. */
  readonly packageFolder: string;
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder to work in, on the file system of the hooks, so that files can be moved there in one step. */
  readonly workFolder: string;
}

/** Milliseconds for writing a handful of small files. */
const TIMEOUT = 30_000;

/**
 * Writes hook files with simple-git-hooks and hands them to `use`, by name, as absolute paths with mode 755; what `use`
 * does not move away is removed. The writer overwrites and deletes hooks that are not its own and follows `core.hooksPath`
 * of whichever repository it finds, so that it gets a repository of its own, and a process without git's variables.
 */
export async function withHookFiles<Result>(
  writer: HookWriter,
  names: readonly string[],
  text: string,
  use: (files: ReadonlyMap<string, string>) => Result,
): Promise<Result> {
  mkdirSync(writer.workFolder, { recursive: true });
  const stage = mkdtempSync(join(writer.workFolder, 'hooks-'));
  try {
    prepare(stage, names, text);
    const said = await write(writer, stage);
    const { PREPEND_SCRIPT } = await import('simple-git-hooks');
    const files = names.map((name) => {
      const file = join(stage, '.git', 'hooks', name);
      finish(file, PREPEND_SCRIPT, text, said);
      return [name, file] as const;
    });
    return use(new Map(files));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The least that git takes for a repository (gitrepository-layout(5)), and the config that the writer is given. */
function prepare(stage: string, names: readonly string[], text: string): void {
  for (const folder of ['objects', 'refs', 'hooks']) mkdirSync(join(stage, '.git', folder), { recursive: true });
  writeFileSync(join(stage, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(stage, 'hooks.json'), JSON.stringify(Object.fromEntries(names.map((name) => [name, text]))));
}

/** Runs the writer's own program, which says on its output what went wrong and ends with 0 all the same. */
async function write({ packageFolder, node, env }: HookWriter, stage: string): Promise<string> {
  const main = createRequire(join(packageFolder, 'package.json')).resolve('simple-git-hooks');
  const end = await runProgram({
    file: node,
    args: [join(dirname(main), 'cli.js'), join(stage, 'hooks.json')],
    cwd: stage,
    env: { PATH: env['PATH'] ?? '' },
    timeout: TIMEOUT,
    signal: new AbortController().signal,
  });
  return 'all' in end ? end.all : end.type;
}

/** Drops what the writer puts before a command: there, a variable of its own would turn our hooks off unseen. */
function finish(file: string, prelude: string, text: string, said: string): void {
  if (readIfThere(file) !== prelude + text) {
    const reason = said.trim().split('\n').at(-1) ?? '';
    throw new LatticeError(
      'environment',
      `simple-git-hooks did not write ${file} as it was told: ${reason}`,
      'Install lattice-hooks again; the hooks are as they were.',
    );
  }
  writeFileSync(file, text);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
