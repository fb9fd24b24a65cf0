import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { seal, unseal } from '../../core/memory/sealed.ts';
import { replaceFile } from './replace-file.ts';

/** What was kept in a file with its hash; undefined where nothing was, or where it is damaged. Nobody but us writes such a file. */
export function readKeptJson<Value>(file: string): Value | undefined {
  try {
    const text = unseal(readFileSync(file, 'utf8'));
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a value so, with the folder for it. Throws what the disk says. */
export function writeKeptJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  replaceFile(file, seal(JSON.stringify(value)));
}
