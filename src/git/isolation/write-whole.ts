import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { flush } from './move.ts';

/** Writes JSON to a file that is there whole or not at all, and survives a power cut: file and folder are flushed. */
export function writeWhole(folder: string, name: string, content: unknown): void {
  const part = join(folder, `${name}.part`);
  const handle = openSync(part, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(content));
  } finally {
    closeSync(handle);
  }
  flush(part);
  renameSync(part, join(folder, name));
  flush(folder);
}
