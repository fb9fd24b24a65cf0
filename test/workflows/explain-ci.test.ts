import { expect, it } from 'vitest';
import { ciRowsJson, ciRowsText } from '../../src/cli/texts/ci-rows.ts';
import { openPage } from '../../src/report-text/page.ts';
import { explainCi } from '../../src/workflows/explain-ci.ts';
import { configOf, planned } from './planned.ts';

async function rowsOf(config: unknown) {
  const { tiers, plan } = await planned(config);
  return explainCi(tiers, plan);
}

it('names for every event the workflow, the tiers and what they run', async () => {
  const rows = await rowsOf(configOf('document'));
  const pr = ['pytest', 'doc-links', 'bandit', 'pip-audit'];
  const nightly = ['bandit', 'pip-audit', 'pytest -q tests/e2e', 'npm run load', 'mutmut'];
  const row = (event: string, workflow: string | null, tiers: string[], commands: string[]) => ({
    event,
    workflow,
    tiers,
    commands,
  });
  const commit = ['ruff', 'black', 'mypy', 'doc-links', 'ci-check', 'commit-message'];
  const main = ['pytest -q tests/integration'];
  expect(rows).toEqual([
    row('git commit', null, ['commit', 'message'], commit),
    row('git push', null, ['unit'], ['pytest']),
    row('PR opened', 'lattice-pr.yml', ['unit', 'docs', 'security'], pr),
    row('PR updated', 'lattice-pr.yml', ['unit', 'docs', 'security'], pr),
    row('PR merged', 'lattice-push.yml', ['main'], main),
    row('push', 'lattice-push.yml', ['main'], main),
    row('schedule', 'lattice-schedule.yml', ['security', 'nightly'], nightly),
    row('manual', 'lattice-manual.yml', ['security', 'nightly'], nightly),
  ]);
  expect(JSON.parse(ciRowsJson(rows))).toEqual({ version: 1, rows });
});

it('says of a commit what rewrites files, and of everything else what checks them', async () => {
  const on = ['pre-commit', 'pre-push'];
  const tasks = { lint: { run: 'lint {files}', fix: 'lint --fix {files}' }, only: { fix: ['sort', 'a b'] } };
  const [commit, push] = await rowsOf({ tiers: { a: { on, tasks } } });
  expect([commit?.commands, push?.commands]).toEqual([
    ['lint --fix {files}', 'sort a b'],
    ['lint {files}', 'sort a b'],
  ]);
});

it('has a row for the merge queue where something runs there alone', async () => {
  const task = { tasks: { a: { run: 'a' } } };
  const rows = await rowsOf({ tiers: { pr: { on: 'pull_request', ...task }, slow: { on: 'merge_group', ...task } } });
  const running = rows.filter(({ tiers }) => tiers.length > 0).map(({ event, tiers }) => [event, tiers]);
  expect(running).toEqual([
    ['PR opened', ['pr']],
    ['PR updated', ['pr']],
    ['PR queued', ['pr', 'slow']],
  ]);
  const both = await rowsOf({ tiers: { pr: { on: ['pull_request', 'merge_group'], ...task } } });
  expect(both.map(({ event }) => event)).not.toContain('PR queued');
});

it('is a table in which events that lead to nothing have dashes, and are named below it', async () => {
  const rows = await rowsOf({
    tiers: { fast: { on: ['pre-commit', 'pull_request'], tasks: { a: { run: 'eslint .' } } } },
  });
  const page = openPage({ color: false, width: 80 });
  expect(ciRowsText(rows, page)).toBe(
    [
      'event       workflow        tiers  commands',
      'git commit  -               fast   eslint .',
      'git push    -               -      -',
      'PR opened   lattice-pr.yml  fast   eslint .',
      'PR updated  lattice-pr.yml  fast   eslint .',
      'PR merged   -               -      -',
      'push        -               -      -',
      'schedule    -               -      -',
      'manual      -               -      -',
      '',
      'nothing runs at: git push, PR merged, push, schedule, manual',
      '',
    ].join('\n'),
  );
  expect(ciRowsText(rows, openPage({ color: false, width: 40 }))).toContain(
    'git commit  -               fast\n    eslint .\n',
  );
  const row = { event: 'push', workflow: 'a.yml', tiers: ['fast'], commands: ['npm run lint -- --all --fix', 'tsc'] };
  expect(ciRowsText([row], openPage({ color: false, width: 49 }))).toBe(
    [
      'event  workflow  tiers  commands',
      'push   a.yml     fast   npm run lint -- --all',
      '                        --fix',
      '                        tsc',
      '',
    ].join('\n'),
  );
});

it('shows no control characters of a command', async () => {
  const [row] = await rowsOf({ tiers: { a: { on: 'pre-commit', tasks: { a: { run: ['x', '\u001b[2J\u0007'] } } } } });
  const shown = ciRowsText(row === undefined ? [] : [row], openPage({ color: false, width: 80 }));
  expect(shown).toMatch(/^[ -~\n]*$/);
});
