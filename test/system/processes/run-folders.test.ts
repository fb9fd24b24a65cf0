import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeRunFolder, removeFoldersOf, removeOldFolders } from '../../../src/system/processes/run-folders.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const HOUR = 60 * 60;

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'lattice-temporary-'));
});
afterEach(() => rmSync(temporary, { recursive: true }));

/** A process that has ended. */
const gone = spawnSync(process.execPath, ['--version']).pid;

/** What a process has left, some hours before now. */
function leave(name: string, hours = 0): void {
  const folder = path.join(temporary, name);
  mkdirSync(path.join(folder, 'scratch'), { recursive: true });
  writeFileSync(path.join(folder, 'scratch/report'), '');
  utimesSync(folder, NOW / 1000 - hours * HOUR, NOW / 1000 - hours * HOUR);
}

it('a folder of a run says whose it is', () => {
  expect(path.basename(makeRunFolder(temporary))).toMatch(new RegExp(`^lattice-hooks-run-${process.pid}-\\w{6}$`));
});

it('folders of a process that is known to have ended are removed, and no others', () => {
  const own = makeRunFolder(temporary);
  for (const name of [`lattice-hooks-run-${gone}-aaaaaa`, `lattice-hooks-run-${gone}1-aaaaaa`, 'lattice-hooks-main'])
    leave(name);
  removeFoldersOf(gone, temporary);
  expect(readdirSync(temporary).sort()).toEqual(
    ['lattice-hooks-main', `lattice-hooks-run-${gone}1-aaaaaa`, path.basename(own)].sort(),
  );
});

it('folders of unknown processes are removed when they are gone, and have been for long', () => {
  const [old, fresh, used, kept] = [gone, gone, process.pid, gone].map(
    (pid, at) => `lattice-hooks-run-${pid}-aaaaa${at}`,
  );
  leave(`${old}`, 25);
  leave(`${fresh}`, 23);
  leave(`${used}`, 25);
  leave(`${kept}.kept`, 25);
  removeOldFolders(temporary, NOW);
  expect(readdirSync(temporary).sort()).toEqual([fresh, used, `${kept}.kept`].sort());
});

it('nothing is removed where nothing can be seen', () => {
  const nowhere = path.join(temporary, 'nowhere');
  removeOldFolders(nowhere, NOW);
  removeFoldersOf(gone, nowhere);
  expect(existsSync(nowhere)).toBe(false);
});
