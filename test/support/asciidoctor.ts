import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Documents that one start of Asciidoctor is given. */
const BATCH = 100;

/**
 * The HTML that Asciidoctor makes of each text. Needs `asciidoctor` on PATH, of Debian, Ruby's gem or npm. It reads no other
 * file: what a text includes becomes a link to it.
 */
export function renderWithAsciidoctor(sources: readonly string[]): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-asciidoctor-'));
  try {
    const names = sources.map((_, index) => `${index}.adoc`);
    for (const [index, source] of sources.entries()) writeFileSync(path.join(folder, `${index}.adoc`), source);
    for (let at = 0; at < names.length; at += BATCH) convert(folder, names.slice(at, at + BATCH));
    return sources.map((_, index) => readFileSync(path.join(folder, `${index}.html`), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function convert(folder: string, names: readonly string[]): void {
  const options = [
    '-q',
    '-e',
    '-S',
    'secure',
    '-a',
    'relfilesuffix=.adoc',
    '-a',
    'outfilesuffix=.html',
    '-a',
    'env-github',
  ];
  const { status, error, stderr } = spawnSync('asciidoctor', [...options, ...names], { cwd: folder, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`asciidoctor ended with ${status}: ${stderr}`);
}
