import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { streamReports } from '../../../src/cli/reports/stream.ts';
import { readReportWishes } from '../../../src/cli/reports/wish.ts';
import { writeFolder } from '../../config/project.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { aRecord } from '../../support/records.ts';
import { makeTask } from '../../support/work-lab.ts';

const wishes = (...texts: readonly string[]) => readReportWishes(texts);
const started = { type: 'started', task: makeTask({ name: 'lint' }) } as const;
const done = { type: 'done', record: aRecord() } as const;
const typesIn = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).type);

describe('reports of events', () => {
  it('stand in their file as soon as something happens', async () => {
    const cwd = writeFolder({ 'out.jsonl': 'of an earlier run\n' });
    const place = { world: { cwd }, terminal: makeTerminal(), notice: () => undefined };
    const { tell } = await streamReports(wishes('jsonl=out.jsonl'), place);
    const read = () => readFileSync(path.join(cwd, 'out.jsonl'), 'utf8');
    expect(read()).toBe('');
    tell(started);
    expect(typesIn(read())).toEqual(['check-start']);
    tell(done);
    expect(typesIn(read())).toEqual(['check-start', 'run-end']);
    tell(started);
    expect(typesIn(read())).toHaveLength(2);
  });

  it('go to standard output, and are marked as told', async () => {
    const terminal = makeTerminal();
    const place = { world: { cwd: '.' }, terminal, notice: () => undefined };
    const streamed = await streamReports(wishes('jsonl', 'json=a.json', 'text'), place);
    streamed.tell(started);
    expect(typesIn(terminal.written('out'))).toEqual(['check-start']);
    expect(streamed.wishes.map(({ format, isTold = false }) => [format, isTold])).toEqual([
      ['jsonl', true],
      ['json', false],
      ['text', false],
    ]);
  });

  it('are refused before the run where their file cannot be', async () => {
    const place = { world: { cwd: writeFolder({ file: '' }) }, terminal: makeTerminal(), notice: () => undefined };
    for (const wish of ['jsonl=file/a.jsonl', 'html=file/a.html', 'junit=.']) {
      await expect(streamReports(wishes(wish), place)).rejects.toMatchObject({ code: 'usage' });
    }
  });
});
