import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execute } from '../../src/work/execute.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

const module = (members: string) =>
  `export default { type: 'inspection', summary: '', files: [], scope: 'file', inputs: [], ${members} };\n`;

async function use(uses: string, root = '') {
  return (await execute(lab.work({ uses, root }, ['a']), lab.site)).outcome;
}

describe('doing a piece of work', () => {
  it('runs a plain command', async () => {
    const work = lab.work({ check: [['sh', '-c', 'exit 0']] });
    expect(await execute(work, lab.site)).toMatchObject({
      outcome: { status: 'passed' },
      command: ['sh', '-c', 'exit 0'],
    });
  });

  it('runs a preset, which judges its tool', async () => {
    lab.write({ 'node_modules/.bin/eslint': '#!/bin/sh\necho "[]"; exit 2\n' }, 0o755);
    const work = lab.work({ uses: 'eslint', check: [['eslint', '{files}']] }, ['a']);
    expect((await execute(work, lab.site)).outcome).toMatchObject({
      status: 'broken',
      message: expect.stringMatching(/^ESLint could not check \(exit code 2\)/),
    });
  });

  it('runs a kind that the project brings, as seen from its config', async () => {
    lab.write({
      'own/kind.js': module('inspect: async (files) => ({ status: "skipped", detail: files.join() })'),
      'package.json': '{"type":"module"}',
    });
    expect(await use('./kind.js', 'own')).toEqual({ status: 'skipped', reason: 'no-files', detail: 'a' });
  });

  it.each([
    ['throws.js', module('inspect() { throw new Error("oh") }'), 'oh'],
    ['loads.js', 'throw new Error("not today");', 'not today'],
    ['syntax.js', 'export default {', 'cannot be loaded'],
    ['empty.js', 'export const x = 1;', 'lacks type'],
    ['gone.js', '', 'cannot be loaded'],
  ])('is broken by a kind of the project that cannot be used: %s', async (name, text, why) => {
    lab.write({ 'package.json': '{"type":"module"}', ...(text === '' ? {} : { [name]: text }) });
    expect(await use(`./${name}`)).toMatchObject({
      status: 'broken',
      message: expect.stringMatching(new RegExp(`^the check could not be made: .*${why}`, 's')),
    });
  });

  it('is broken by a kind that cannot judge its tool', async () => {
    const tool = `export default { type: 'tool', summary: '', files: [], scope: 'file', inputs: [],
      tool: { program: 'sh', ecosystem: 'node', package: 'sh' }, check: () => [], judge() { throw new Error('oh') } };`;
    lab.write({ 'kind.mjs': tool });
    const work = lab.work({ uses: './kind.mjs', check: [['sh', '-c', 'exit 0']] });
    expect((await execute(work, lab.site)).outcome).toMatchObject({
      status: 'broken',
      message: 'the check could not be made: oh',
    });
  });

  it('says what would help where that is known', async () => {
    expect(await use('no-such-kind')).toMatchObject({
      message: expect.stringMatching(/no-such-kind.*Known: .*eslint/),
    });
  });

  it.each(['../kind.js', './../../kind.js', './own/../../kind.js'])('loads nothing from outside: %s', async (uses) => {
    expect(await use(uses)).toMatchObject({
      status: 'broken',
      message: `the check could not be made: \`${uses}\` leads out of the repository`,
    });
  });
});
