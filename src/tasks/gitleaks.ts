import type { ToolKind } from '../core/contracts/tasks.ts';
import { brokenScan, judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { plainLines } from '../tool-output/plain-text.ts';

const FLAGS = ['--redact', '--exit-code', '10', '--no-banner', '--report-format', 'json', '--report-path', '-'];
const STAGED = ['gitleaks', 'git', '--staged', ...FLAGS];
const UNSTAGED = ['gitleaks', 'git', '--pre-commit', ...FLAGS];
const CONFIGS = ['.gitleaks.toml', '.gitleaksignore'];

/** How it says that something went wrong, also where it goes on and ends with 0, such as when git knows no such commit. */
const TROUBLE = /^\S+ (?:ERR|FTL) (.*)$/;

export default {
  type: 'tool',
  summary: 'Finds secrets in what is committed, with gitleaks: what is staged, and at a push each commit of it',
  tool: {
    program: 'gitleaks',
    ecosystem: 'any',
    install: 'https://github.com/gitleaks/gitleaks#installing, or `brew install gitleaks`',
  },
  scanner: 'gitleaks',
  files: ['**/*'],
  scope: 'project',
  inputs: ['**/.gitleaks.toml', '**/.gitleaksignore'],
  onlyLooks: () => true,
  check: () => [STAGED],
  checkBy: () => ({
    worktree: [STAGED, UNSTAGED],
    // What is committed as well, with all that led there: a secret that was ever published is one no more.
    all: [['gitleaks', 'git', ...FLAGS], STAGED, UNSTAGED],
    // Of a merge git would show nothing: this is what somebody wrote into it by hand. It came with git 2.35.
    commit: [['gitleaks', 'git', ...FLAGS, '--log-opts=--remerge-diff {range}']],
  }),
  judge(exit, context) {
    const trouble = plainLines(exit.stderr).map((line) => TROUBLE.exec(line)?.[1]);
    const told = trouble.find((one) => one !== undefined);
    if (told !== undefined) return brokenScan('gitleaks', { ...exit, stderr: told });
    const judgment = judgeScanner({ name: 'gitleaks', clean: 0, found: 10, isPlain: true }, exit, context);
    // It looks at how this content came to be, which other commits of the same content do not share.
    return judgment.status === 'passed' ? { ...judgment, lasting: false } : judgment;
  },
  detect(repository) {
    const because = firstFile(repository, CONFIGS);
    return because === undefined ? undefined : { found: true, pace: 'fast', because };
  },
} satisfies ToolKind;
