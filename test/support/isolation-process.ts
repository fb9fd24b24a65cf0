import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { buildSync } from 'esbuild';
import type { Order, Told } from './isolation-child.ts';
import type { TestRepository } from './repository.ts';

/** How the process ended; `told` is undefined when it was killed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly told: Told | undefined;
}

/** Bundles a program of the tests into one file that Node can start. */
export function bundle(entry: string, folder: string): string {
  const outfile = path.join(folder, `${path.basename(entry, '.ts')}.mjs`);
  const entryPoint = path.join(import.meta.dirname, entry);
  buildSync({ entryPoints: [entryPoint], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return outfile;
}

/** Starts the program in the repository's worktree and waits for its end. */
export function run(program: string, repository: TestRepository, order: Order): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(order)], {
      cwd: repository.root,
      env: repository.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, told: text === '' ? undefined : JSON.parse(text) }));
  });
}
