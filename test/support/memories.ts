import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keep, readKept } from '../../src/config/kept.ts';
import { hashTexts } from '../../src/core/memory/fingerprint.ts';
import type { Origin } from '../../src/core/memory/origin.ts';
import { ReachLog } from '../../src/run/configs/reach-log.ts';
import { Origins } from '../../src/run/memory/origins.ts';
import { findProofs, openProofs } from '../../src/run/memory/proofs.ts';
import { WebLog } from '../../src/run/memory/web-log.ts';
import { KeptExtracts } from '../../src/system/kept/extracts.ts';

/** One thing that a repository keeps, besides passes, fixes and contents. All of it lies below the folder. */
export interface Memory {
  /** Keeps what belongs to a number. May throw what the disk says. */
  write(folder: string, number: number): void;
  /** What is known of it: what belongs to the number, or undefined. Never throws. */
  read(folder: string, number: number): unknown;
  /** What belongs to a number; several where less is true as well. */
  truths(folder: string, number: number): readonly unknown[];
}

const keyOf = (number: number) => hashTexts(['memory', `${number}`]);
const wordOf = (number: number) => `word-${number}`;

/** More files than stand in the log itself, so that a part of it is a text of its own. */
const FILES = new Map(Array.from({ length: 21 }, (_, index) => [`src/${index}.ts`, 'aaaaaaaaaa']));
const originOf = (number: number): Origin => ({
  at: '2026-01-01T00:00:00.000Z',
  worktree: '/shop',
  trigger: 'pre-commit',
  details: { node: { '': `${number}` } },
  versions: { eslint: `${number}` },
  files: FILES,
});
const taskOf = (number: number) => ({ root: '', tier: 'fast', name: `${number}` });

const extractsIn = (folder: string) => new KeptExtracts(path.join(folder, 'extracts/links'), '1');
/** What an extract that cannot be read is drawn anew for. */
const orNothing = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const keepingOf = (commonDir: string, number: number) => ({
  commonDir,
  folder: path.join(commonDir, `package-${number}`),
  product: '1.0.0',
});
const configOf = (commonDir: string, number: number) => {
  const file = path.join(keepingOf(commonDir, number).folder, '.lattice-hooksrc.json');
  return { file, tiers: [{ name: `${number}`, root: '', on: [], tasks: [], gates: {} }] };
};

export const MEMORIES: Readonly<Record<string, Memory>> = {
  'where passes come from': {
    write: (folder, number) => new Origins({ commonDir: folder }).add([[taskOf(number), originOf(number)]]),
    read: (folder, number) => new Origins({ commonDir: folder }).of(taskOf(number)).next().value,
    truths: (_, number) => [originOf(number), { ...originOf(number), files: undefined }],
  },
  proofs: {
    write: (folder, number) => openProofs({ commonDir: folder }).add([[keyOf(number), wordOf(number)]]),
    read: (folder, number) => findProofs(openProofs({ commonDir: folder }), [keyOf(number)]).get(keyOf(number)),
    truths: (_, number) => [wordOf(number)],
  },
  'scopes that tools decide': {
    write: (folder, number) => new ReachLog({ commonDir: folder }).add(keyOf(number), scopeOf(number)),
    read: (folder, number) => new ReachLog({ commonDir: folder }).find(keyOf(number)),
    truths: (_, number) => [scopeOf(number)],
  },
  'pages of other sites': {
    write: (folder, number) => new WebLog([folder]).remember(new Map([[keyOf(number), wordOf(number)]])),
    read: (folder, number) => new WebLog([folder]).recall([keyOf(number)]).get(keyOf(number)),
    truths: (_, number) => [wordOf(number)],
  },
  extracts: {
    write: (folder, number) => extractsIn(folder).add(new Map([[keyOf(number), Buffer.from(wordOf(number))]])),
    read: (folder, number) =>
      orNothing(() =>
        extractsIn(folder)
          .find([keyOf(number)])
          .get(keyOf(number)),
      )?.toString(),
    truths: (_, number) => [wordOf(number)],
  },
  'compiled configs': {
    write(folder, number) {
      const config = configOf(folder, number);
      mkdirSync(path.dirname(config.file), { recursive: true });
      writeFileSync(config.file, '{}');
      const digest = createHash('sha256').update(readFileSync(config.file)).digest('hex');
      const sources = [{ file: config.file, digest }];
      keep(keepingOf(folder, number), config, { sources, packages: [], local: undefined });
    },
    read: (folder, number) => readKept(keepingOf(folder, number))?.tiers,
    truths: (folder, number) => [configOf(folder, number).tiers],
  },
};

function scopeOf(number: number): 'file' | 'project' {
  return number % 2 === 0 ? 'file' : 'project';
}
