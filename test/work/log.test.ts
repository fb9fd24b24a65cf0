import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { keepOutput } from '../../src/work/log.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

const ESCAPE = String.fromCharCode(27);

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

const keep = (output: string, task: Partial<Task> = {}) => keepOutput(lab.site.logs, lab.work(task), output);

describe('keeping output', () => {
  it('keeps all of it, and shows a short one whole and plain', () => {
    const output = `${ESCAPE}[31mone${ESCAPE}[0m\ntwo\n\n`;
    const kept = keep(output);
    expect(kept).toEqual({ output: 'one\ntwo', log: path.join(lab.site.logs, 'fast.lint.log') });
    expect(readFileSync(kept.log ?? '', 'utf8')).toBe(output);
  });

  it('shows the end of a long one', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`);
    const kept = keep(lines.join('\n'));
    expect(kept.output).toBe(`…\n${lines.slice(-40).join('\n')}`);
    expect(readFileSync(kept.log ?? '', 'utf8')).toBe(lines.join('\n'));
    expect(keep('x'.repeat(1_000_000)).output).toBe(`…\n${'x'.repeat(8000)}`);
  });

  it('writes nothing where nothing was printed', () => {
    expect(keep(' \n\n')).toEqual({ output: '' });
    expect(() => readdirSync(lab.site.logs)).toThrow('ENOENT');
  });

  it('lets nobody else read it, also where an older file let everybody', () => {
    mkdirSync(lab.site.logs);
    writeFileSync(path.join(lab.site.logs, 'fast.lint.log'), 'old', { mode: 0o644 });
    const { log = '' } = keep('secret');
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(readFileSync(log, 'utf8')).toBe('secret');
  });

  it('makes a folder that nobody else can enter', () => {
    keep('secret');
    expect(statSync(lab.site.logs).mode & 0o777).toBe(0o700);
  });

  it('follows no link', () => {
    mkdirSync(lab.site.logs);
    lab.write({ victim: 'precious' });
    symlinkSync(path.join(lab.directory, 'victim'), path.join(lab.site.logs, 'fast.lint.log'));
    keep('secret');
    expect(readFileSync(path.join(lab.directory, 'victim'), 'utf8')).toBe('precious');
  });

  it('gives every task a file of its own, inside the folder', () => {
    const names = ['a/b', 'a-b', 'a.b', '../../x', 'ä', 'ö', 'n'.repeat(300)];
    const logs = [
      ...names.map((name) => keep('x', { name }).log),
      keep('x', { root: 'a', tier: 'b', name: 'c' }).log,
      keep('x', { root: 'a/b', tier: 'b', name: 'c' }).log,
      keep('x', { root: '', tier: 'a', name: 'b' }).log,
    ];
    expect(new Set(logs).size).toBe(logs.length);
    expect(logs.filter((log) => path.dirname(log ?? '') !== lab.site.logs)).toEqual([]);
  });

  it('gives every part of the files one of its own', () => {
    const whole = lab.work({}, ['a', 'b', 'c', 'd']);
    const parts = [
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b', 'c', 'd'],
    ].map((files) => keepOutput(lab.site.logs, { ...whole, files }, 'x'));
    expect(parts.map(({ log }) => path.basename(log ?? ''))).toEqual([
      'fast.lint.1.log',
      'fast.lint.3.log',
      'fast.lint.log',
    ]);
  });

  it('still shows what was printed when it cannot be kept', () => {
    writeFileSync(lab.site.logs, 'no folder');
    expect(keep('words')).toEqual({ output: 'words' });
  });
});
