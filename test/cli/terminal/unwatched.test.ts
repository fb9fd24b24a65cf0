import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../support/isolation-process.ts';
import type { Pipe } from '../../support/unwatched-child.ts';

const LINES = 20_000;
const PIPES: readonly Pipe[] = ['waiting', 'shared'];

let folder: string;
let program: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-unwatched-'));
  program = bundle('unwatched-child.ts', folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What arrives at a reader who begins late; with `head`, who goes away after the first of it. */
function read(pipe: Pipe, head = false): Promise<{ code: number | null; said: string; errors: string }> {
  return new Promise((resolve, reject) => {
    // A pipe of the system, and no socket: `sh` makes it.
    const script = `"$0" "$@" | { sleep 0.2; ${head ? 'head -n 1' : 'cat'}; }`;
    const child = spawn('sh', ['-c', script, process.execPath, program, `${LINES}`, pipe]);
    let [said, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said, errors }));
  });
}

describe('what a hook writes where nobody watches', () => {
  it.each(PIPES)('comes whole and in order, however late its reader is, through a pipe that is %s', async (pipe) => {
    const { said, errors } = await read(pipe);
    const expected = Array.from({ length: LINES }, (_, line) => `line ${line} \u2713\n`).join('');
    expect(errors).toBe('');
    expect(said === `${expected}\u2713 end\n`).toBe(true);
  });

  it.each(PIPES)('ends without a word where its reader has gone (%s)', async (pipe) => {
    expect(await read(pipe, true)).toEqual({ code: 0, said: 'line 0 \u2713\n', errors: '' });
  });
});
