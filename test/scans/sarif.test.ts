import { describe, expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

const place = (artifactLocation: object, region: object = { startLine: 3, startColumn: 5 }) => [
  { physicalLocation: { artifactLocation, region } },
];
const result = (more: object = {}) => ({
  ruleId: 'R1',
  message: { text: 'bad' },
  locations: place({ uri: 'src/a.py' }),
  ...more,
});
const run = (name: string, results: unknown, more: object = {}) => ({ tool: { driver: { name } }, results, ...more });
const sarif = (...runs: readonly unknown[]) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs,
});
const read = (...results: readonly object[]) => findingsIn('sarif', sarif(run('Scan Tool', results)));
const withRules = (rules: readonly object[], given: object, driver: object = {}) =>
  findingsIn('sarif', sarif({ tool: { driver: { name: 'x', rules, ...driver } }, results: [result(given)] }));

describe('results', () => {
  it('become findings of their tool, all runs together', async () => {
    const report = sarif(run('Scan Tool', [result()]), run('Other', [result({ level: 'error' })]));
    expect(await findingsIn('sarif', report)).toEqual([
      { tool: 'scan-tool', rule: 'R1', message: 'bad', file: 'src/a.py', line: 3, column: 5, level: 'warning' },
      expect.objectContaining({ tool: 'other', level: 'error' }),
    ]);
    expect(await read()).toEqual([]);
  });

  it.each([
    ['suppressed', { suppressions: [{ kind: 'inSource' }] }, 0],
    ['suppressed, which was accepted', { suppressions: [{ kind: 'external', status: 'accepted' }] }, 0],
    ['of which somebody rejected the suppression', { suppressions: [{ kind: 'inSource', status: 'rejected' }] }, 1],
    [
      'of which the suppression is under review',
      { suppressions: [{ kind: 'inSource' }, { status: 'underReview' }] },
      1,
    ],
    ['with an empty list of suppressions', { suppressions: [] }, 1],
    ['with something else among the suppressions', { suppressions: [{ kind: 'inSource' }, null] }, 1],
    ['with a suppression in no known state', { suppressions: [{ status: 7 }] }, 1],
    ['that passed', { kind: 'pass' }, 0],
    ['that is open', { kind: 'open' }, 0],
    ['that failed', { kind: 'fail' }, 1],
    ['that was there before', { baselineState: 'unchanged' }, 0],
    ['that is gone', { baselineState: 'absent' }, 0],
    ['that is new', { baselineState: 'new' }, 1],
    ['that is another now', { baselineState: 'updated' }, 1],
  ])('count, one that is %s', async (_what, more, count) => {
    expect(await read(result(more))).toHaveLength(count);
  });

  it('have the text of their rule where they name it by an id', async () => {
    const rule = { id: 'R1', messageStrings: { default: { text: '{0} in {1}' } }, shortDescription: { text: 'short' } };
    const message = { id: 'default', arguments: ['x', 'y'] };
    expect(await withRules([rule], { message })).toMatchObject([{ message: 'x in y' }]);
    expect(await withRules([rule], { message: {} })).toMatchObject([{ message: 'short' }]);
  });
});

describe('the rule of a result', () => {
  const rule = (id: string, score: string) => ({ id, properties: { 'security-severity': score } });

  it.each<[string, object, number]>([
    ['its index', { ruleIndex: 1, ruleId: undefined }, 2],
    ['its id', { ruleId: 'R2' }, 2],
    ['its id, where the index is of another', { ruleId: 'R1', ruleIndex: 1 }, 1],
    ['the part of an id before a slash', { ruleId: 'R2/sub' }, 2],
    ['an index in `rule`', { ruleId: undefined, rule: { index: 1 } }, 2],
    ['an extension, by index', { ruleId: undefined, rule: { index: 0, toolComponent: { index: 0 } } }, 3],
    ['an extension, by id', { ruleId: 'R3' }, 3],
    ['an index that leads nowhere, and the id', { ruleId: 'R2', ruleIndex: 99 }, 2],
  ])('is found by %s', async (_how, given, score) => {
    const report = sarif({
      tool: {
        driver: { name: 'x', rules: [rule('R1', '1.0'), rule('R2', '2.0')] },
        extensions: [{ name: 'more', rules: [rule('R3', '3.0')] }],
      },
      results: [result(given)],
    });
    expect(await findingsIn('sarif', report)).toMatchObject([{ score, rule: expect.any(String) }]);
  });

  it('says the level and the score where the result does not', async () => {
    const rules = [{ ...rule('R1', '7.5'), defaultConfiguration: { level: 'error' } }];
    expect(await withRules(rules, {})).toMatchObject([{ score: 7.5, level: 'error' }]);
    const own = { level: 'note', properties: { 'security-severity': '2.1' } };
    expect(await withRules(rules, own)).toMatchObject([{ score: 2.1, level: 'note' }]);
    expect((await withRules([rule('R1', '0.0')], {}))[0]).not.toHaveProperty('score');
  });

  it('named __proto__ is a rule like any other', async () => {
    expect(await withRules([], { ruleId: '__proto__', ruleIndex: -1 })).toMatchObject([{ rule: '__proto__' }]);
  });

  it('says of what trivy found it, and what bandit thinks of it', async () => {
    const trivy = (rules: readonly object[]) => withRules(rules, {}, { name: 'Trivy' });
    expect(await trivy([{ id: 'R1', name: 'Secret', properties: { tags: ['secret', 'security'] } }])).toMatchObject([
      { about: 'secret', message: 'a secret is written down here' },
    ]);
    expect(await trivy([{ id: 'R1', properties: { tags: ['vulnerability'] } }])).toMatchObject([
      { about: 'vulnerability' },
    ]);
    expect(await read(result({ properties: { issue_severity: 'LOW' } }))).toMatchObject([{ word: 'low' }]);
  });
});

describe('the place of a result', () => {
  const bases = {
    SRCROOT: { uri: 'file:///work/repo/' },
    SUB: { uri: 'packages/a/', uriBaseId: 'SRCROOT' },
    BARE: { uri: 'packages' },
    LOOP: { uri: 'x', uriBaseId: 'LOOP' },
    TOP: {},
  };
  const fileAt = async (location: object) => {
    const report = sarif(
      run('x', [result({ locations: place(location) })], {
        originalUriBaseIds: bases,
        artifacts: [{ location: { uri: 'src/listed.py', uriBaseId: 'SRCROOT' } }],
      }),
    );
    return (await findingsIn('sarif', report))[0]?.file;
  };

  it.each<[object, string | undefined]>([
    [{ uri: 'src/a.py' }, 'src/a.py'],
    [{ uri: 'src/a%20b.py' }, 'src/a b.py'],
    [{ uri: 'src/100%.py' }, 'src/100%.py'],
    [{ uri: 'file:///work/repo/src/a.py' }, '/work/repo/src/a.py'],
    [{ uri: 'file://localhost/work/a.py' }, '/work/a.py'],
    [{ uri: 'file:///C:/work/a.py' }, 'C:/work/a.py'],
    [{ uri: 'C:\\work\\a.py' }, 'C:\\work\\a.py'],
    [{ uri: 'src/a.py', uriBaseId: 'SRCROOT' }, '/work/repo/src/a.py'],
    [{ uri: 'src/a.py', uriBaseId: 'SUB' }, '/work/repo/packages/a/src/a.py'],
    [{ uri: 'a.py', uriBaseId: 'BARE' }, 'packages/a.py'],
    [{ uri: 'a.py', uriBaseId: 'TOP' }, 'a.py'],
    [{ uri: 'a.py', uriBaseId: 'UNKNOWN' }, 'a.py'],
    [{ uri: 'file:///work/a.py', uriBaseId: 'SRCROOT' }, '/work/a.py'],
    [{ index: 0 }, '/work/repo/src/listed.py'],
    [{ index: 7 }, undefined],
    [{ uri: 'a.py', uriBaseId: 'LOOP' }, undefined],
    [{ uri: 'https://example.com/a.py' }, undefined],
  ])('%j is %s', async (location, file) => {
    expect(await fileAt(location)).toBe(file);
  });

  it('may go over several lines, or be none', async () => {
    expect(await read(result({ locations: place({ uri: 'a' }, { startLine: 2, endLine: 5 }) }))).toMatchObject([
      { line: 2, endLine: 5 },
    ]);
    const [found] = await read(result({ locations: [] }));
    expect(found).not.toHaveProperty('file');
  });
});

describe('a scanner that did not do its work', () => {
  const notice = (level: string) => ({ level, message: { text: 'syntax error while parsing AST' } });

  it.each<[string, unknown, string]>([
    ['no runs', { version: '2.1.0', runs: [] }, 'it has no `runs`'],
    ['a schema alone', { $schema: 'https://json.schemastore.org/sarif-2.1.0.json' }, 'it has no `runs`'],
    ['another version', { version: '1.0.0', runs: [run('x', [])] }, 'it is SARIF, and not 2.1.0'],
    ['a run without results', sarif(run('X', [result()]), run('X', undefined)), 'a run of x has no `results`'],
    ['results that are null', sarif(run('X', null)), 'a run of x has no `results`'],
    ['a result that is none', sarif(run('X', [7])), 'one of its `results` is none'],
    ['a run without a tool', sarif({ results: [] }), 'a run of it does not say which tool it is of'],
    [
      'results in other files',
      sarif(run('X', [], { externalPropertyFileReferences: { results: [{}] } })),
      'x keeps results in other files',
    ],
    [
      'a failure',
      sarif(run('X', [], { invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] })),
      'x says that it did not succeed',
    ],
    [
      'an error while it ran',
      sarif(
        run('X', [], { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [notice('error')] }] }),
      ),
      'x met an error: syntax error while parsing AST',
    ],
    [
      'an error of its configuration',
      sarif(run('X', [], { invocations: [{ toolConfigurationNotifications: [notice('warning'), notice('error')] }] })),
      'x met an error: syntax error while parsing AST',
    ],
    [
      'a secret scanner’s error, which may quote one',
      sarif(run('gitleaks', [], { invocations: [{ toolExecutionNotifications: [notice('error')] }] })),
      'gitleaks met an error',
    ],
    [
      'a file that Ruff cannot parse',
      sarif(run('ruff', [result({ ruleId: 'invalid-syntax' })])),
      'ruff could not check a file: bad',
    ],
  ])('is not clean: %s', async (_what, report, problem) => {
    expect(await problemOf(report)).toBe(problem);
  });

  it('is one that met errors, not one that met warnings', async () => {
    const invocations = [{ executionSuccessful: true, toolExecutionNotifications: [notice('warning')] }];
    expect(await findingsIn('sarif', sarif(run('X', [], { invocations })))).toEqual([]);
  });
});

it('keeps nothing of a secret, wherever the report has it', async () => {
  const secret = 'AKIAIOSFODNN7EXAMPLF';
  const locations = [
    { physicalLocation: { artifactLocation: { uri: 'a.py' }, region: { startLine: 1, snippet: { text: secret } } } },
  ];
  const report = sarif(
    run('gitleaks', [result({ message: { text: `found ${secret}` }, locations, partialFingerprints: { x: secret } })]),
  );
  const found = await findingsIn('sarif', report);
  expect(found).toMatchObject([{ tool: 'gitleaks', rule: 'R1', file: 'a.py', line: 1 }]);
  expect(JSON.stringify(found)).not.toContain(secret);
});

it('reads a text that many results lead to no further than it can be shown', async () => {
  const long = 'a b '.repeat(1_000_000);
  const rules = [
    { id: 'R', shortDescription: { text: long }, messageStrings: { many: { text: '{0}'.repeat(1_000_000) } } },
    { id: long, name: long, defaultConfiguration: { level: long }, properties: { 'security-severity': long } },
  ];
  const artifacts = [{ location: { uri: `/${long}`, uriBaseId: 'B' } }];
  const locations = [{ physicalLocation: { artifactLocation: { index: 0 } } }];
  const results = Array.from({ length: 2000 }, (_, index) => {
    if (index % 2 === 1) return { ruleIndex: 1, locations };
    return {
      ruleId: 'R/x',
      ruleIndex: index % 4 === 0 ? 0 : 1,
      message: index % 8 === 0 ? {} : { id: 'many', arguments: [`${index} `.repeat(200)] },
    };
  });
  const tool = { driver: { name: 'x', rules } };
  const found = await findingsIn(
    'sarif',
    sarif({ tool, artifacts, originalUriBaseIds: { B: { uri: long } }, results }),
  );
  expect(found).toHaveLength(results.length);
  expect(Math.max(...found.map(({ message }) => message.length))).toBeLessThan(600);
});

it("takes checkov's secrets for secrets, as in its JSON", async () => {
  const results = [result({ ruleId: 'CKV_SECRET_2' }), result({ ruleId: 'CKV_DOCKER_7' })];
  const [secret, other] = await findingsIn('sarif', sarif(run('checkov', results)));
  expect(secret).toMatchObject({ about: 'secret', message: 'a secret is written down here' });
  expect(other).not.toHaveProperty('about');
});
