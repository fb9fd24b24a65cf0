import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChunks } from '../../src/work/read-chunks.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-chunks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(bytes: Buffer): string {
  const file = path.join(folder, 'report');
  writeFileSync(file, bytes);
  const chunks: Buffer[] = [];
  for (const chunk of readChunks(file)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

describe('readChunks', () => {
  it('reads a file of many chunks as it is', () => {
    const text = 'näme\n'.repeat(100_000);
    expect(read(Buffer.from(text))).toBe(text);
    expect(read(Buffer.alloc(0))).toBe('');
  });

  it('reads what shells of Windows write', () => {
    const text = `\uFEFFmode: set\r\n${'🦀 näme\r\n'.repeat(40_000)}`;
    expect(read(Buffer.from(text, 'utf16le'))).toBe(text);
  });
});
