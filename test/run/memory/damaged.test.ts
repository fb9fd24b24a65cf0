import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MEMORIES, type Memory } from '../../support/memories.ts';

// What `stores/damage` shows of passes, fixes and contents, shown of everything else that is kept: whatever becomes of its
// files, it gives back what was kept or nothing, and nobody falls over it. Of marks see `hooks/known-trees`, of compiled
// code `system/bundles`, of epochs, which are there to forget, `run/epochs`.

let home: string;
let writer: string;
beforeAll(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-memory-')));
  writer = path.join(home, 'writer.mjs');
  await build({
    stdin: {
      contents: `import { MEMORIES } from './test/support/memories.ts';
        const [folder, first, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
        for (const memory of Object.values(MEMORIES))
          for (let number = first; number < first + count; number += 1)
            try { memory.write(folder, number); } catch {}`,
      resolveDir: path.resolve(import.meta.dirname, '../../..'),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: writer,
  });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Ends as the program does. */
function run(...[program = '', ...args]: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => spawn(program, args, { stdio: 'inherit' }).on('close', resolve));
}

/** How many of these numbers are known, all of which must be true. */
function known({ read, truths }: Memory, folder: string, numbers: readonly number[]): number {
  return numbers.filter((number) => {
    const value = read(folder, number);
    if (value !== undefined) expect(truths(folder, number)).toContainEqual(value);
    return value !== undefined;
  }).length;
}

describe.each(Object.entries(MEMORIES))('%s', (_, memory) => {
  let whole: string;
  let folder: string;
  beforeEach(() => {
    folder = path.join(home, 'folder');
    for (const number of [1, 2]) memory.write(folder, number);
    whole = path.join(home, 'whole');
    cpSync(folder, whole, { recursive: true });
  });
  afterEach(() => {
    for (const one of [whole, folder]) rmSync(one, { recursive: true, force: true });
  });

  const files = () => {
    const all = readdirSync(whole, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return all.map((entry) => path.relative(whole, path.join(entry.parentPath, entry.name)));
  };
  const expectKept = () => expect(known(memory, folder, [1, 2])).toBe(2);

  it('are true or lost with any byte of any file flipped, and with any file cut short anywhere', () => {
    for (const file of files()) {
      const bytes = readFileSync(path.join(whole, file));
      for (const [index, byte] of bytes.entries()) {
        for (const damaged of [bytes.with(index, byte ^ 0x01), bytes.with(index, 0x0a), bytes.subarray(0, index)]) {
          writeFileSync(path.join(folder, file), damaged);
          known(memory, folder, [1, 2]);
        }
      }
      writeFileSync(path.join(folder, file), bytes);
    }
    expectKept();
  });

  it('come back by themselves after a file was filled with anything, or emptied', () => {
    for (const file of files().filter((one) => !one.startsWith('package-'))) {
      for (const bytes of [Buffer.alloc(3000), Buffer.alloc(3000, 10), Buffer.alloc(3000, 255), Buffer.alloc(0)]) {
        writeFileSync(path.join(folder, file), bytes);
        known(memory, folder, [1, 2]);
        for (const number of [1, 2]) memory.write(folder, number);
        expectKept();
      }
    }
  });

  it('are lost where a folder stands in place of their files, or a file in place of their folder', () => {
    for (const file of files()) {
      rmSync(path.join(folder, file));
      mkdirSync(path.join(folder, file, 'full'), { recursive: true });
    }
    expect(known(memory, folder, [1, 2])).toBe(0);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(known(memory, folder, [1, 2])).toBe(0);
  });

  it('are true or lost where nobody may read or write', () => {
    // Whoever runs this as root may do so all the same.
    const own = [...files(), ...new Set(files().map((file) => path.dirname(file)))].map((one) =>
      path.join(folder, one),
    );
    for (const place of own) chmodSync(place, 0);
    known(memory, folder, [1, 2]);
    for (const place of own.reverse()) chmodSync(place, 0o700);
    expectKept();
  });

  it('do not care what time it is', () => {
    for (const time of [0, 4_102_444_800]) {
      for (const file of files()) utimesSync(path.join(folder, file), time, time);
      expectKept();
    }
  });

  it('go on behind what a killed process has left of its last line', () => {
    for (const file of files().filter((one) => !one.startsWith('package-'))) {
      const { length } = readFileSync(path.join(whole, file));
      for (const rest of [length - 1, length - 5, length - 20]) {
        truncateSync(path.join(folder, file), rest);
        memory.write(folder, 3);
        expect(known(memory, folder, [3])).toBe(1);
        known(memory, folder, [1, 2]);
        cpSync(path.join(whole, file), path.join(folder, file));
      }
    }
  });
});

describe('all of it', () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(home, 'folder');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is there after eight processes have written at once', async () => {
    const firsts = Array.from({ length: 8 }, (_, index) => index * 10);
    const ends = firsts.map((first) => run(process.execPath, writer, folder, `${first}`, '10'));
    expect(await Promise.all(ends)).toEqual(firsts.map(() => 0));
    const numbers = Array.from({ length: 80 }, (_, index) => index);
    const counts = Object.entries(MEMORIES).map(([name, memory]) => [name, known(memory, folder, numbers)]);
    expect(counts).toEqual(Object.keys(MEMORIES).map((name) => [name, 80]));
  });

  it('is true or lost where the disk was full, and is kept again when it is not', async () => {
    // Two blocks of 512 bytes for each file: logs are at their end after a few lines.
    const script = 'ulimit -f 2; exec "$0" "$@"';
    expect(await run('sh', '-c', script, process.execPath, writer, folder, '0', '40')).toBe(0);
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    for (const memory of Object.values(MEMORIES)) {
      known(memory, folder, numbers);
      memory.write(folder, 0);
      expect(known(memory, folder, [0])).toBe(1);
    }
  });
});
