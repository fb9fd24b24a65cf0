import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import junit from '../../src/reports/junit.ts';
import { allNamed, readXml } from '../support/expat.ts';
import { aCheck, aFailure, aFinding, aRecord, aRefusal, everyEnding } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';

// Read by expat, which is not ours.

/** The root element, its suites and its test cases. */
function seen(...records: readonly RunRecord[]) {
  const [root] = readXml(junit.render(records));
  if (root === undefined) throw new Error('there is no element');
  return { root, suites: root.children, cases: allNamed(root, 'testcase') };
}

/** What tells how a test case ended. */
const endOf = (children: readonly { readonly name: string }[]) => children.map(({ name }) => name).join();

describe('junit', () => {
  it('tells every way to end', async () => {
    await expect(junit.render([everyEnding()])).toMatchFileSnapshot('golden/every-ending.junit.xml');
  });

  it('has a suite for each tier and a test case for each task and gate, and counts them', () => {
    const { root, suites, cases } = seen(everyEnding());
    expect(suites.map(({ attributes }) => attributes['name'])).toEqual(['fast', 'thorough']);
    expect(
      cases.map(({ attributes, children }) => [attributes['classname'], attributes['name'], endOf(children)]),
    ).toEqual([
      ['fast', 'format', ''],
      ['fast', 'doc-links', ''],
      ['fast', 'lint', 'failure'],
      ['fast', 'build', 'failure'],
      ['fast', 'types', 'error'],
      ['fast', 'spelling', 'failure'],
      ['fast', 'style', 'system-out'],
      ['fast', 'docs', 'skipped'],
      ['fast', 'secrets', 'skipped'],
      ['fast', 'bundle', 'skipped'],
      ['fast', 'release', 'skipped'],
      ['fast', 'coverage', 'skipped'],
      ['thorough', 'unit-tests (packages/a)', 'skipped'],
      ['thorough', 'coverage', 'failure'],
      ['thorough', 'findings (packages/a)', 'error'],
      ['thorough', 'findings', ''],
    ]);
    const counts = [root, ...suites].map(({ attributes: { tests, failures, errors, skipped } }) =>
      [tests, failures, errors, skipped].join(' '),
    );
    expect(counts).toEqual(['16 4 2 6', '12 3 1 5', '4 1 1 1']);
  });

  it('gives times in seconds', () => {
    const { root, suites, cases } = seen(aRecord({ durationMs: 1234, checks: [aCheck({ durationMs: 7 })] }));
    expect([root, ...suites, ...cases].map(({ attributes }) => attributes['time'])).toEqual([
      '1.234',
      '0.007',
      '0.007',
    ]);
  });

  it('leaves out what XML forbids, and changes nothing else', () => {
    const message = 'a\u0000\u0008\u000b\ud800\uffff <b> & "c" \u009b\u202e é😀';
    const { cases } = seen(
      aRefusal({ checks: [aFailure({ task: 'lint', findings: [], message, output: `1\n${message}` })] }),
    );
    expect(cases[0]?.children[0]?.text).toContain('1\na <b> & "c" \u009b\u202e é😀\n');
  });

  it('keeps line breaks in attributes', () => {
    const { suites } = seen(aRecord({ checks: [aCheck({ tier: 'a\n\tb' })] }));
    expect(suites[0]?.attributes['name']).toBe('a\n\tb');
  });

  it('tells test cases of several refs apart', () => {
    const of = (ref: string) => aRecord({ trigger: 'pre-push', ref, checks: [aCheck()] });
    const { suites, cases } = seen(of('refs/heads/a'), of('refs/heads/b'));
    expect(suites).toHaveLength(1);
    expect(cases.map(({ attributes }) => attributes['name'])).toEqual(['lint (a)', 'lint (b)']);
  });

  it('does not look accepted where nothing failed and the run was refused', () => {
    const { root, cases } = seen(aRecord({ accepted: false, refusals: ['a fix has emptied the commit'] }));
    expect(root.attributes['failures']).toBe('1');
    expect(cases[0]?.children[0]?.attributes['message']).toBe('a fix has emptied the commit');
  });

  it('is well-formed whatever a record holds', () => {
    const documents = Object.values(SCENES).map((records) => junit.render(records));
    expect(readXml(...documents).map(({ name }) => name)).toEqual(documents.map(() => 'testsuites'));
  });

  it('tells a thousand findings and counts the others', () => {
    const findings = Array.from({ length: 10_000 }, (_, index) => aFinding({ line: index + 1 }));
    const { cases } = seen(aRefusal({ checks: [aFailure({ findings })] }));
    const lines = cases[0]?.children[0]?.text.split('\n') ?? [];
    expect([lines.length, lines[999], lines[1000]]).toEqual([
      1002,
      'src/a.ts:1000:7  this is never used',
      'and 9000 more',
    ]);
  });
});
