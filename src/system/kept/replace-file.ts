import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that others see as it was before or as it is after, and never by half. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
