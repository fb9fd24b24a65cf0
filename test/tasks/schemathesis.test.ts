import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { optionsSchema } from '../../src/config/schema/config.ts';
import schemathesis from '../../src/tasks/schemathesis.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by Schemathesis 4.32.5.

const reportOf = (inner: string) => `<?xml version="1.0" encoding="utf-8"?>
<testsuites errors="0" failures="1" skipped="0" tests="1" time="0.203964">
  <testsuite name="schemathesis" hostname="vm" errors="0" failures="1" skipped="0" tests="1" time="0.203964">
    <testcase name="GET /items/{id}" time="0.203964">
      ${inner}
    </testcase>
  </testsuite>
</testsuites>`;
const FAILURE = `<failure type="failure" message="ST101">1. Test Case ID: Mvx7AO

- ST101 Server error

- ST103 Undocumented status code

[500] Internal Server Error:

    \`{"id": 8346}\`

Reproduce with:

    curl -X GET 'http://127.0.0.1:8798/items/8346?a=1&amp;b=&lt;'</failure>`;
const NETWORK = `<error type="error">Network Error

Connection failed

    Failed to establish a new connection: [Errno 111] Connection refused

Tip: Check that the API is running and reachable at \`http://127.0.0.1:1\`.</error>`;
const OUTPUT = 'Reports:\n  - JUnit: bad.xml\n\nSeed: 257776979387695912812734447366796088218\n';

const judge = (exit: ReturnType<typeof exited>, report?: string) =>
  schemathesis.judge(exit, contextIn('/project', [], { results: [report] }));

describe('judging Schemathesis', () => {
  it('passes for now where every operation answers as the schema says', () => {
    expect(judge(exited(0), reportOf('<skipped>No examples in schema</skipped>'))).toEqual({
      status: 'passed',
      lasting: false,
    });
  });

  it('says what an operation answers wrongly, to which request, and how to ask the same again', () => {
    const message =
      "GET /items/{id}: ST101 Server error, ST103 Undocumented status code: curl -X GET 'http://127.0.0.1:8798/items/8346?a=1&b=<'";
    const again = 'the same requests again: "seed": "257776979387695912812734447366796088218"';
    expect(judge(exited(1, OUTPUT), reportOf(FAILURE))).toEqual({
      status: 'failed',
      findings: [
        { severity: 'error', message },
        { severity: 'warning', message: again },
      ],
    });
  });

  it('tells also what could not be tried', () => {
    expect(judge(exited(1), reportOf(FAILURE + NETWORK))).toMatchObject({
      status: 'failed',
      findings: [{}, { severity: 'error' }],
    });
  });

  it.each([
    ['cannot reach the API', exited(1), reportOf(NETWORK + NETWORK), 'Failed to establish a new connection'],
    ['tried nothing', exited(0), '<testsuites/>', 'no operation'],
    ['wrote no report', exited(1), undefined, 'exit code 1'],
    ['wrote half of one', exited(0), reportOf('').slice(0, 150), 'exit code 0'],
    ['wrote something else', exited(0), '<html/>', 'exit code 0'],
    ['fails without a failure', exited(1), reportOf(''), 'exit code 1'],
    ['cannot read the schema', exited(2, 'Schema Loading Error\n'), undefined, 'exit code 2'],
  ])('is broken where it %s', (_, exit, report, message) => {
    expect(judge(exit, report)).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });
});

describe('the options of Schemathesis', () => {
  it('stand on its command line', () => {
    const [command] = schemathesis.check({ schema: 'openapi.json', url: 'http://localhost', seed: 7 });
    expect(command?.slice(0, 7)).toEqual([
      'schemathesis',
      'run',
      'openapi.json',
      '--url',
      'http://localhost',
      '--seed',
      '7',
    ]);
  });

  it.each([
    [{}, false],
    [{ schema: 'a.json', seed: '257776979387695912812734447366796088218' }, true],
    [{ schema: 'a.json', seed: '7 --url x' }, false],
  ])('are %j: %s', (options, isRight) => {
    expect(z.safeParse(optionsSchema(schemathesis), options).success).toBe(isRight);
  });

  it('are proposed to nobody', () => {
    expect(schemathesis.detect(factsOf({ 'schemathesis.toml': '' }))).toMatchObject({ found: false });
    expect(schemathesis.detect(factsOf({}, { python: ['schemathesis'] }))).toMatchObject({ found: false });
    expect(schemathesis.detect(factsOf({}))).toBeUndefined();
  });
});
