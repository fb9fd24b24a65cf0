import { expect, it } from 'vitest';
import overcommit from '../../src/migrations/overcommit.ts';
import { migrateFiles } from '../support/migration-lab.ts';

const read = (text: string) => migrateFiles({ overcommit }, { '.overcommit.yml': text });

const BUILT_IN = '.overcommit.yml hooks that are on by default: they are written in Ruby, inside overcommit';

it('takes over hooks that are switched on and start a program', async () => {
  const { tiers, left } = await read(`PreCommit:
  ALL: {exclude: ['vendor/**/*'], required: true}
  RuboCop: {enabled: true, command: [bundle, exec, rubocop], flags: ['--force-exclusion']}
  ShellCheck: {enabled: true, exclude_branches: [main]}
  EsLint: {enabled: false}
PrePush:
  RSpec: {enabled: yes, env: {RAILS_ENV: test}}
PostMerge:
  BundleInstall: {enabled: true}
`);
  expect(tiers).toEqual({
    fast: {
      on: ['pre-commit'],
      tasks: {
        RuboCop: {
          run: ['bundle', 'exec', 'rubocop', '--force-exclusion', '{files}'],
          files: ['**/*.{gemspec,rake,rb,ru}', '**/Gemfile', '**/Rakefile'],
          exclude: 'vendor/**/*',
          required: true,
        },
        ShellCheck: {
          run: ['shellcheck', '{files}'],
          files: '**/*.sh',
          exclude: 'vendor/**/*',
          required: true,
          when: { branches: ['!(main)', '*/**'] },
        },
      },
    },
    thorough: { on: ['pre-push'], tasks: { RSpec: { run: ['env', 'RAILS_ENV=test', 'rspec'] } } },
    'post-merge': { on: ['post-merge'], tasks: { BundleInstall: { run: ['bundle', 'install'], stdin: true } } },
  });
  expect(left).toEqual([BUILT_IN]);
});

it('takes the program or the flags of a hook from the config', async () => {
  const { tasks } = await read(`PreCommit:
  Pylint: {enabled: true, flags: ['--errors-only']}
  PythonFlake8: {enabled: true, required_executable: ./bin/flake8, include: ['src/**/*.py']}
  CheckAll: {enabled: true, required_executable: ./bin/check}
`);
  expect(tasks).toEqual({
    Pylint: { run: ['pylint', '--errors-only', '{files}'], files: '**/*.py' },
    PythonFlake8: { run: ['./bin/flake8', '{files}'], files: 'src/**/*.py' },
    CheckAll: { run: ['./bin/check'] },
  });
});

it('names with its line what is written in Ruby, and what decides otherwise', async () => {
  const { left, notes } = await read(`CommitMsg:
  CapitalizedSubject: {enabled: true}
PreCommit:
  Reek: {enabled: true, problem_on_unmodified_line: ignore, on_warn: fail, skip_if: ['true'], exclude_branches: ['wip/*']}
`);
  expect(left).toEqual([
    '.overcommit.yml:2 hook CapitalizedSubject: it is written in Ruby, inside overcommit or the project',
    BUILT_IN,
  ]);
  expect(notes).toHaveLength(4);
});
