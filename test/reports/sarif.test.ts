import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { decodePath } from '../../src/core/path-bytes.ts';
import type { RunRecord } from '../../src/core/record.ts';
import sarif from '../../src/reports/sarif.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, everyEnding } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

const fixture = (file: string) => JSON.parse(readFileSync(path.resolve(import.meta.dirname, file), 'utf8'));

/** The schema of OASIS, which is written in draft 4. */
const validator = new Ajv({ schemaId: 'id', meta: false });
validator.addMetaSchema(fixture('../../node_modules/ajv/lib/refs/json-schema-draft-04.json'));
const validate = validator.compile(fixture('../fixtures/sarif/schema-2.1.0.json'));

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: object };
  }[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications?: readonly object[];
  }[];
  readonly results: readonly Result[];
}

function runOf(...records: readonly RunRecord[]): Run {
  const { runs } = JSON.parse(sarif.render(records)) as { runs: readonly Run[] };
  const [run] = runs;
  if (run === undefined) throw new Error('there is no run');
  return run;
}

const placeOf = (result: Result | undefined) => result?.locations[0]?.physicalLocation;

describe('sarif', () => {
  it('tells every way to end', async () => {
    await expect(sarif.render([everyEnding()])).toMatchFileSnapshot('golden/every-ending.sarif');
  });

  it('is as its schema wants it, whatever a record holds', () => {
    for (const [scene, records] of Object.entries(SCENES)) {
      validate(JSON.parse(sarif.render(records)));
      expect([scene, validate.errors]).toEqual([scene, null]);
    }
  });

  it('holds nothing that moves the cursor of whoever prints what it has read', () => {
    const texts: string[] = [];
    JSON.parse(sarif.render(SCENES['hostile words everywhere'] ?? []), (_, value) => {
      if (typeof value === 'string') texts.push(value);
    });
    expect(texts.filter((text) => /[^\P{C}\n\r\t]/u.test(text))).toEqual([]);
  });

  it('is validated by a schema that refuses what is wrong', () => {
    const log = JSON.parse(sarif.render([aRefusal()]));
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b%';
    expect(validate(log)).toBe(false);
  });

  it('has a rule for each task and gate, to which results point', () => {
    const { tool, results } = runOf(everyEnding());
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['format', 'lint', 'unit-tests', 'coverage', 'findings']));
    expect(results.map(({ ruleIndex }) => ids[ruleIndex])).toEqual(results.map(({ ruleId }) => ruleId));
  });

  it('is one run, also of several refs', () => {
    const { runs } = JSON.parse(sarif.render([aRefusal({ ref: 'refs/heads/a' }), aRefusal({ ref: 'refs/heads/b' })]));
    expect(runs).toHaveLength(1);
    expect(runs[0].invocations).toHaveLength(2);
  });

  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['ünder/a b.ts', '%C3%BCnder/a%20b.ts'],
    ['c:/50%#?[x].ts', 'c%3A/50%25%23%3F%5Bx%5D.ts'],
    ['//host/a', 'host/a'],
    [decodePath(Buffer.from([0x61, 0xff])), 'a%FF'],
  ])('names %j as a relative reference', (file, uri) => {
    const { results } = runOf(aRefusal({ checks: [aFailure({ findings: [aFinding({ file })] })] }));
    expect(placeOf(results[0])?.artifactLocation.uri).toBe(uri);
  });

  it('counts lines and columns from 1, and says none that is none', () => {
    const at = (line?: number, column?: number) => {
      const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
      const { line: _, column: __, ...whole } = aFinding();
      return placeOf(runOf(aRefusal({ checks: [aFailure({ findings: [{ ...whole, ...place }] })] })).results[0])
        ?.region;
    };
    expect([at(1, 1), at(3), at(0, 2), at()]).toEqual([
      { startLine: 1, startColumn: 1 },
      { startLine: 3 },
      undefined,
      undefined,
    ]);
  });

  it('has a place for what names no file, because GitHub refuses a log without', () => {
    const gate = aGate({ root: 'packages/a', findings: [{ severity: 'error', message: 'short' }] });
    const check = aFailure({ findings: [{ severity: 'error', message: 'no file' }] });
    const uris = runOf(aRefusal({ checks: [check], gates: [gate] })).results.map(
      (result) => placeOf(result)?.artifactLocation.uri,
    );
    expect(uris).toEqual(['./', 'packages/a/']);
  });

  it('has a result for what failed without a finding, and none for what could not be checked', () => {
    const checks = [
      aFailure({ task: 'build', findings: [] }),
      aCheck({ task: 'types', status: 'broken', message: 'no tsc' }),
    ];
    const { results, invocations } = runOf(aRefusal({ checks }));
    expect(results.map(({ ruleId, message }) => [ruleId, message.text])).toEqual([
      ['build', 'failed, 380 ms; again: npx lattice-hooks run fast --only build --staged'],
    ]);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'no tsc' }, associatedRule: { id: 'types' } }],
      },
    ]);
  });

  it('calls what only warns a warning', () => {
    const { results, invocations } = runOf(aRecord({ checks: [aFailure({ warn: true })] }));
    expect(results.map(({ level }) => level)).toEqual(['warning']);
    expect(invocations).toMatchObject([{ executionSuccessful: true }]);
  });

  it('makes no links of what others write', () => {
    const message = 'see [this](https://example.org)';
    const { results } = runOf(aRefusal({ checks: [aFailure({ findings: [aFinding({ message })] })] }));
    expect(results[0]?.message.text).toBe('see [this\\](https://example.org)');
  });

  it('is of use to whoever judges SARIF only where the run was made to its end', async () => {
    const logOf = (record: RunRecord) => JSON.parse(sarif.render([record]));
    const [file, severity] = ['ünder/a b.ts', 'error'] as const;
    const failed = aFailure({ findings: [{ severity, message: 'bad', file, line: 3, column: 7 }] });
    expect(await findingsIn('sarif', logOf(aRefusal({ checks: [failed] })))).toEqual([
      { tool: 'lattice-hooks', rule: 'lint', message: 'bad', file, line: 3, column: 7, level: severity },
    ]);
    expect(await problemOf(logOf(everyEnding()))).toContain('tsc is not installed');
  });
});
