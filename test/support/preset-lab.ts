import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JudgeContext, Judgment, ProgramExit } from '../../src/core/contracts/judgment.ts';
import type { Options } from '../../src/core/contracts/schema.ts';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';

const root = path.resolve(import.meta.dirname, '../..');
const runners = path.join(root, 'runners');
const nodeBin = path.join(root, 'node_modules/.bin');
const pythonBin = path.join(
  root,
  'node_modules/.cache/lattice-hooks-python',
  process.platform === 'win32' ? 'Scripts' : 'bin',
);

/** A temporary project in which presets run as the engine would run them. */
export interface Lab {
  readonly directory: string;
  /** Starts the preset's commands on these files and judges how they ended; the first that does not pass counts. */
  run(kind: ToolKind, files: readonly string[], how?: How): Run;
  write(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

/** Which of the commands, and with which options. */
export interface How {
  readonly fixing?: boolean;
  readonly options?: Options;
  /** Files that tests are chosen by; without it all tests run. */
  readonly changed?: readonly string[];
  /** Of a judge's context alone. */
  readonly step?: number;
  readonly results?: readonly (string | undefined)[];
}

/** How it ended, and the coverage reports it promised that are really there. */
export interface Run {
  readonly judgment: Judgment;
  readonly exit: ProgramExit;
  readonly reports: readonly string[];
}

/** Node's programs are those of this repository; the Python ones are made by a script, and not having them is a failure. */
export function makeLab(files: Readonly<Record<string, string>>): Lab {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-preset-')));
  symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'), 'junction');
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      writeFileSync(path.join(directory, name), text);
    }
  };
  write(files);
  return {
    directory,
    write,
    run: (kind, names, how = {}) => runPreset(directory, kind, names, how),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A judge's context as of a run at the top of the repository. */
export function contextIn(directory: string, files: readonly string[], how: How = {}): JudgeContext {
  const toRepoPath = (name: string) => {
    const relative = path.relative(directory, path.resolve(directory, name)).replaceAll(path.sep, '/');
    return relative === '' || relative.startsWith('../') || path.isAbsolute(relative) ? undefined : relative;
  };
  const affected = how.changed === undefined ? {} : { affectedBy: how.changed.length };
  const { fixing = false, options = {}, step = 0, results = [] } = how;
  return { files, fixing, options, step, results, toRepoPath, ...affected };
}

function runPreset(directory: string, kind: ToolKind, files: readonly string[], how: How): Run {
  const options = how.options ?? {};
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-scratch-')));
  const affected = how.changed === undefined ? undefined : kind.affected?.(options);
  const commands = how.fixing ? (kind.fix?.(options) ?? []) : (affected?.check ?? kind.check(options));
  const variables = filled(affected?.variables ?? {});
  const context = contextIn(directory, files, how);
  let exit: ProgramExit = { code: -1, stdout: '', stderr: '' };
  let judgment: Judgment = { status: 'broken', message: 'no command' };
  for (const command of commands) {
    const words = fill(command, files, scratch, options).flatMap((word) =>
      word.endsWith('{changed}')
        ? (how.changed ?? []).map((file) => word.replace('{changed}', path.join(directory, file)))
        : [word.replace('{root}', directory).replace('{runners}', runners)],
    );
    exit = start(directory, kind, words, variables);
    judgment = kind.judge(exit, context);
    if (judgment.status !== 'passed') break;
  }
  const promised = (kind.coverage?.(options) ?? []).map((report) => report.replaceAll('{scratch}', scratch));
  const reports = promised.filter((report) => existsSync(report)).map((report) => path.relative(scratch, report));
  rmSync(scratch, { recursive: true, force: true });
  return { judgment, exit, reports };
}

function fill(
  command: readonly string[],
  files: readonly string[],
  scratch: string,
  options: Options,
): readonly string[] {
  const args = Array.isArray(options['args']) ? options['args'].map(String) : [];
  const at = command.findIndex((word) => word === '--' || word === '{files}');
  const whole = at === -1 ? [...command, ...args] : [...command.slice(0, at), ...args, ...command.slice(at)];
  return whole.flatMap((word) => (word === '{files}' ? files : [word.replaceAll('{scratch}', scratch)]));
}

function filled(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace('{runners}', runners)]),
  );
}

function start(
  directory: string,
  kind: ToolKind,
  [, ...args]: readonly string[],
  variables: Readonly<Record<string, string>>,
): ProgramExit {
  const folder = kind.tool.ecosystem === 'node' ? nodeBin : pythonBin;
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.startsWith(kind.tool.program))) {
    throw new Error(kind.tool.ecosystem === 'node' ? 'run: npm ci' : 'run: node scripts/python-tools.mjs');
  }
  const program = path.join(folder, kind.tool.program);
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`, ...variables };
  // Vitest runs these tests: the one under test is not to take itself for a worker of it.
  for (const name of Object.keys(env).filter(
    (one) => one.startsWith('VITEST') || one === 'NODE_ENV' || one === 'TEST',
  )) {
    Reflect.deleteProperty(env, name);
  }
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: directory,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { code: status ?? -1, stdout, stderr };
}
