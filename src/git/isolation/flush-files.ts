import { open } from 'node:fs/promises';

/** Files that are flushed at the same time: a disk serves many at one go, and a process may hold only so many open. */
const AT_ONCE = 32;

/** Waits until files are safe from a power cut, many at once: one after the other they would take as many turns of the disk. */
export async function flushFiles(files: readonly string[]): Promise<void> {
  const left = [...files];
  const work = async () => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) await flushFile(file);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, work));
}

async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
