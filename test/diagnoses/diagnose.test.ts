import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnoses/diagnose.ts';
import { makeConfigs, makeFacts, makeTier } from '../support/facts.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'src/diagnoses');
const sources = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));

describe('the diagnoses', () => {
  it('have nothing to say of a repository that is in order', () => {
    expect(diagnose(makeFacts())).toEqual([]);
  });

  it('have nothing to say of what could not be looked at, but that', () => {
    const { product, isCI, env } = makeFacts();
    const told = diagnose({ product, isCI, env, unseen: [{ what: 'hooks', why: 'EACCES' }] });
    expect(told).toMatchObject([
      { id: 'unseen', severity: 'finding', message: 'hooks could not be looked at: EACCES' },
    ]);
  });

  it('tell findings before advice', () => {
    const configs = makeConfigs([makeTier({ on: [] })], {
      sources: [{ file: 'a.json', git: 'untracked', isLocal: false }],
    });
    expect(diagnose(makeFacts({ configs })).map(({ severity }) => severity)).toEqual(['finding', 'advice']);
  });

  it('are all in the table: each file that exports one is asked', () => {
    const table = readFileSync(path.join(folder, 'diagnose.ts'), 'utf8');
    const names = sources.flatMap((text) =>
      [...text.matchAll(/^export function (diagnose\w+)/gm)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !table.includes(`  ${name},`))).toEqual([]);
  });

  it('are all described in docs/doctor.md, and no others', () => {
    const ids = sources.flatMap((text) => [...text.matchAll(/\b(?:id:|ID =).*?'([a-z-]+)'(?: : '([a-z-]+)')?,?;?$/gm)]);
    const told = new Set(ids.flatMap(([, one, other]) => [one, other]).filter((id) => id !== undefined));
    const page = readFileSync(path.join(root, 'docs/doctor.md'), 'utf8');
    const described = new Set([...page.matchAll(/^\| <a id="([a-z-]+)"><\/a>`\1` \|/gm)].map(([, id]) => id));
    expect([...described].sort()).toEqual([...told].sort());
  });
});
