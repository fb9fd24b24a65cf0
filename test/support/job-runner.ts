import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Job, RunStep } from '../../src/workflows/model.ts';

/** What became of one step of a job. */
export interface Ended {
  readonly name: string;
  readonly code: number;
  readonly text: string;
}

/** What a job came to: its steps in order, all that programs were asked, and what the steps wrote for others. */
export interface JobRun {
  readonly steps: readonly Ended[];
  readonly calls: readonly string[];
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Programs in place of the real ones, as shell scripts: `$CALLS` is where each call is written down, `$STATE` a folder. */
export type Programs = Readonly<Record<string, string>>;

/** What is made up of a run. */
export interface Made {
  readonly programs: Programs;
  /** Files of the checkout. */
  readonly files?: Readonly<Record<string, string>>;
  /** Outputs of jobs and of steps that use an action, by `needs.build.outputs.image` and the like. */
  readonly given?: Readonly<Record<string, string>>;
  /** What a step that uses an action comes to, by its id: whether it succeeds. */
  readonly actions?: Readonly<Record<string, boolean>>;
}

/**
 * Runs the steps of a job as GitHub does, as far as ours need it: variables, conditions, outputs, and a step that fails ends it
 * but for those that are meant for that.
 */
export function runJob(job: Job, made: Made): JobRun {
  const { given = {}, actions = {} } = made;
  const at = settle(made);
  const known: Record<string, string> = { 'runner.temp': at('temp'), ...given };
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  const steps: Ended[] = [];
  let failed = false;
  for (const step of job.steps) {
    if (!isMet(step.if, failed, known)) continue;
    if (!('run' in step)) {
      failed ||= actions[step.id ?? ''] === false;
      continue;
    }
    const { ended, written } = runStep(step, filled(step, known), at);
    failed ||= ended.code !== 0;
    steps.push(ended);
    if (step.id === undefined) continue;
    outputs[step.id] = written;
    for (const [name, value] of Object.entries(written)) known[`steps.${step.id}.outputs.${name}`] = value;
  }
  const calls = linesOf(readFileSync(at('calls'), 'utf8'));
  return { steps, calls: calls.map((call) => call.replaceAll(at(), '~')), outputs };
}

type At = (...names: readonly string[]) => string;

/** Lays out the folders, the programs and the checkout. */
function settle({ programs, files = {} }: Made): At {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-deploy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at: At = (...names) => path.join(folder, ...names);
  for (const name of ['bin', 'temp', 'state', 'work']) mkdirSync(at(name));
  writeFileSync(at('calls'), '');
  for (const [name, text] of Object.entries({ npm: '', npx: '', sleep: '', ...programs })) {
    writeFileSync(at('bin', name), `#!/bin/bash\necho "${name} $*" >> "$CALLS"\n${text}\n`, { mode: 0o755 });
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(at('work', name)), { recursive: true });
    writeFileSync(at('work', name), text);
  }
  return at;
}

/** What a runner has that is signed in. */
const KEYS = {
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'key',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'key',
  GOOGLE_APPLICATION_CREDENTIALS: 'key',
  GOOGLE_GHA_CREDS_PATH: 'key',
  CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: 'key',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'key',
  AWS_SESSION_TOKEN: 'key',
};

function runStep(step: RunStep, variables: Readonly<Record<string, string>>, at: At) {
  const output = at('output');
  writeFileSync(output, '');
  const env = {
    ...KEYS,
    ...variables,
    PATH: `${at('bin')}:/usr/bin:/bin`,
    CALLS: at('calls'),
    STATE: at('state'),
    RUNNER_TEMP: at('temp'),
    GITHUB_SHA: 'abc1234',
    GITHUB_OUTPUT: output,
  };
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: at('work'),
    env,
    encoding: 'utf8',
  });
  const ended: Ended = { name: step.name ?? linesOf(step.run).at(-1) ?? '', code: status ?? -1, text: stdout + stderr };
  const pairs = linesOf(readFileSync(output, 'utf8')).map((line) => [
    line.split('=', 1)[0],
    line.replace(/^[^=]*=/, ''),
  ]);
  return { ended, written: Object.fromEntries(pairs) as Readonly<Record<string, string>> };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** The variables of a step, with the expressions in them as they come out. Throws for one that nobody knows. */
function filled({ env = {} }: RunStep, known: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const fill = (value: string) =>
    value.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
      if (known[name] === undefined) throw new Error(`nobody knows ${name}`);
      return known[name];
    });
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
}

/** Conditions of the forms that our jobs use. Throws for another one. */
function isMet(condition: string | undefined, failed: boolean, known: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return !failed;
  if (condition === 'always()') return true;
  const [, end, output = ''] =
    /^\$\{\{ (?:(\(failure\(\) \|\| cancelled\(\)\)) && )?(steps\.[\w.-]+) != '' \}\}$/.exec(condition) ?? [];
  if (output === '') throw new Error(`nobody knows the condition ${condition}`);
  return (end === undefined ? !failed : failed) && (known[output] ?? '') !== '';
}
