import { expect, it } from 'vitest';
import { waitingText } from '../../../src/cli/texts/waiting.ts';

const since = '2026-01-02T03:04:05.678Z';
const began = Date.parse(since);

it.each([
  [{ pid: 42, since, work: 'pre-commit' }, 12_300, '(`pre-commit`, process 42), which began 12 s ago'],
  [{ pid: 42, since, work: 'run fast' }, 125_000, '(`run fast`, process 42), which began 2 min 5 s ago'],
  [{ pid: 42, since }, 400, '(process 42), which began just now'],
  [{ pid: 42, since }, -5000, '(process 42)'],
  [{ pid: 42, since: 'rubbish' }, 0, '(process 42)'],
  [{ pid: 42, since, work: 'a\u001b[2Jb\nc' }, 1000, '(`ab c`, process 42), which began 1 s ago'],
])('a run that waits says for whom, and since when that one has been going (%#)', (holder, age, said) => {
  expect(waitingText(holder, began + age)).toBe(`waiting for another run here ${said}`);
});
