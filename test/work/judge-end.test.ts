import { afterEach, beforeEach, expect, it } from 'vitest';
import { judgeEnd } from '../../src/work/judge-end.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

it('is broken by a program that prints without end', () => {
  const command = { argv: ['yes'], launcher: undefined, variables: {} };
  const end = { type: 'flooding', limit: 64 * 1024 * 1024, all: 'y\n' } as const;
  expect(judgeEnd(undefined, command, { end, step: 0, results: [] }, lab.work({}), lab.site)).toEqual({
    outcome: { status: 'broken', message: 'yes was stopped: it printed more than 64 MiB', findings: [] },
    alsoPassed: [],
  });
});
