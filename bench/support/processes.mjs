import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives what it wrote; throws with that when it fails. @param {string} cwd @param {NodeJS.ProcessEnv} env @param {string} program @param {string[]} args */
export function run(cwd, env, program, ...args) {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  // A benchmark that somebody interrupts sees its children end by the same signal.
  if (signal === 'SIGINT') process.exit(130);
  if (status !== 0)
    throw new Error(`${program} ${args.slice(0, 6).join(' ')}: ${error?.message ?? ''}${stdout}${stderr}`);
  return stdout.trim();
}

/** The exit code alone. @param {string} cwd @param {NodeJS.ProcessEnv} env @param {string} program @param {string[]} args */
export function exitCode(cwd, env, program, ...args) {
  const { status, signal } = spawnSync(program, args, { cwd, env, stdio: 'ignore' });
  if (signal === 'SIGINT') process.exit(130);
  return status ?? 1;
}
