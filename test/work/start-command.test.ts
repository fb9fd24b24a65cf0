import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

describe('what git wrote to the hook', () => {
  const copies = ['one', 'two'].map((name) => ['sh', '-c', `cat > ${name}`]);
  const run = (more: { readonly stdin?: true }, hookInput?: Uint8Array) =>
    runCommands(undefined, lab.work({ check: copies, ...more }), { ...lab.site, ...(hookInput ? { hookInput } : {}) });
  const read = () => ['one', 'two'].map((name) => [...readFileSync(path.join(lab.directory, name))]);

  it('is given to every command of a task that asks for it, byte by byte', async () => {
    expect(await run({ stdin: true }, Buffer.from([0, 255, 10]))).toMatchObject({ outcome: { status: 'passed' } });
    expect(read()).toEqual([
      [0, 255, 10],
      [0, 255, 10],
    ]);
  });

  it('is nothing for others, and where git wrote nothing', async () => {
    await run({}, Buffer.from('refs'));
    expect(read()).toEqual([[], []]);
    await run({ stdin: true });
    expect(read()).toEqual([[], []]);
  });
});
