import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What Sphinx reads in a document. */
export interface SphinxPage {
  /** Kinds and targets: `doc`, `ref` and `numref` as written, `toctree` from the top, `file` as written, `uri`. */
  readonly links: readonly (readonly [kind: string, target: string])[];
  readonly names: readonly string[];
}

/** What Sphinx reads in each text. `script`: `scripts/support/sphinx-oracle.py`. Needs a `python3` on PATH that has Sphinx. */
export function readWithSphinx(sources: readonly string[], script: string): readonly SphinxPage[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-sphinx-'));
  try {
    const source = path.join(folder, 'source');
    mkdirSync(source);
    for (const [index, text] of sources.entries()) writeFileSync(path.join(source, `${index}.rst`), text);
    const args = [script, source, path.join(folder, 'scratch')];
    const { status, error, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 1e9 });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`Sphinx ended with ${status}: ${stderr}`);
    const pages = JSON.parse(stdout);
    return sources.map((_, index) => pages[`${index}`] ?? { links: [], names: [] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
