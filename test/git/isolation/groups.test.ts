import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupNotes } from '../../../src/git/isolation/groups.ts';
import { journalFolder, writeJournal } from '../../../src/git/isolation/journal.ts';
import { recover } from '../../../src/git/isolation/recover.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { isAlive, processIdentity } from '../../../src/system/processes/identity.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let gitDir: string;
let child: ChildProcess;
let ended: Promise<unknown>;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a' });
  gitDir = `${repository.root}/.git`;
  // Ends when this process does, and not before it is told to.
  child = spawn(process.execPath, ['--eval', 'process.stdin.resume()'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
});

afterEach(async () => {
  child.stdin?.end();
  await ended;
  repository.remove();
});

const recoverNow = async () =>
  recover(repository.place, await findRepository(repository.root, repository.env), '2026-03-04T05:06:07.890Z');

/** What a run leaves that was killed before it had hidden anything. */
const leaveJournal = () => writeJournal(journalFolder(gitDir), { version: 1, pid: 1, entries: [] });

describe('what an interrupted run left running', () => {
  it.runIf(processIdentity(process.pid) !== undefined)('is ended before anything is put back', async () => {
    leaveJournal();
    groupNotes(gitDir)(child.pid ?? 0);
    await recoverNow();
    expect(await ended).toBe('SIGTERM');
    expect(existsSync(journalFolder(gitDir))).toBe(false);
  });

  it('is not ended when its number may be that of somebody else', async () => {
    for (const identity of ['another boot 1', '']) {
      leaveJournal();
      writeFileSync(`${journalFolder(gitDir)}/group.${child.pid}`, identity);
      await recoverNow();
      expect(isAlive(child.pid ?? 0, undefined)).toBe(true);
    }
  });

  it('is noted while it runs, and only where something is hidden', () => {
    groupNotes(gitDir)(child.pid ?? 0)();
    expect(existsSync(journalFolder(gitDir))).toBe(false);
    mkdirSync(journalFolder(gitDir), { recursive: true });
    const forget = groupNotes(gitDir)(child.pid ?? 0);
    expect(readdirSync(journalFolder(gitDir))).toEqual([`group.${child.pid}`]);
    forget();
    expect(readdirSync(journalFolder(gitDir))).toEqual([]);
    forget();
  });
});
