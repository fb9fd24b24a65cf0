import { globTest } from '../../src/config/globs.ts';
import type { ChangedLines, Evidence, GateContext } from '../../src/core/contracts/gates.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import type { FileEntry } from '../../src/core/files.ts';

/** What a coverage gate meets. */
export interface GateScene {
  /** Texts of files under check; those that reports name are there without one. */
  readonly files?: Readonly<Record<string, string>>;
  readonly evidence?: readonly Evidence[];
  readonly reports?: readonly CoverageReport[];
  readonly changed?: Readonly<Record<string, readonly number[]>> | Error;
  readonly root?: string;
  /** Files of the merge base. */
  readonly before?: Readonly<Record<string, string>>;
}

/** Id of the merge base. */
const BASE = '4f2c1e9aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

const LINK: FileEntry = { mode: '120000', id: '0' };

export function measured(...reports: readonly CoverageReport[]): Evidence {
  return { task: 'unit', status: 'measured', reports, partial: false };
}

/** The same, of part of the tests. */
export function partlyMeasured(...reports: readonly CoverageReport[]): Evidence {
  return { task: 'unit', status: 'measured', reports, partial: true };
}

const SUBMODULE: FileEntry = { mode: '160000', id: '0' };

/** The world of a gate on 2026-11-22. Files whose name begins with `link` are links, `vendored` is a submodule. */
export function gateContext({
  files = {},
  evidence,
  reports = [],
  changed = {},
  root = '',
  before = {},
}: GateScene): GateContext {
  const named = reports.flatMap((one) => one.files.map((file) => [file.path, ''] as const));
  const texts = new Map([...named, ...Object.entries(files)]);
  const entry = (path: string): FileEntry => {
    if (path === 'vendored') return SUBMODULE;
    return path.startsWith('link') ? LINK : { mode: '100644', id: '0' };
  };
  const since = (base: string | undefined) => ({ base: BASE, since: base ?? 'origin/main' });
  return {
    tier: 'slow',
    root,
    directory: '/work/repo',
    snapshot: {
      source: 'commit',
      tree: new Map([...texts.keys()].map((path) => [path, entry(path)])),
      changed: new Map(),
    },
    evidence: evidence ?? [measured(...reports)],
    scans: [],
    today: '2026-11-22',
    reportsAt: async () => [],
    changedLines: (base) => {
      if (changed instanceof Error) return Promise.reject(changed);
      const lines: ChangedLines = new Map(Object.entries(changed));
      return Promise.resolve({ lines, ...since(base) });
    },
    readAtBase: (base, path) => Promise.resolve({ text: before[path], ...since(base) }),
    read: (path) => Promise.resolve(texts.get(path) ?? ''),
    globTest,
  };
}
