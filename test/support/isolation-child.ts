import path from 'node:path';
import process from 'node:process';
import { recover } from '../../src/git/isolation/recover.ts';
import { findRepository } from '../../src/git/repository.ts';
import { interruptAt, type Mishap, moveGitApart } from './interrupt.ts';
import { performIsolated, type Script } from './isolated-work.ts';
import { fingerprintOf } from './picture.ts';

// A run, or a recovery, in a process of its own: one that can be killed, and one that git starts as a hook.

/** What the child is told, as JSON in its first argument. */
export interface Order {
  readonly act: 'isolate' | 'recover';
  readonly script?: Script;
  /** Which step goes wrong, and how. */
  readonly step?: number;
  readonly mishap?: Mishap;
  /** Whether the git directory is on another disk. */
  readonly apart?: boolean;
  /** Whether to look at the disk before every step. */
  readonly looks?: boolean;
}

/** What it says on standard output before it ends by itself. */
export interface Told {
  readonly steps: readonly string[];
  /** What was on the disk before each step, as fingerprints; empty unless ordered. */
  readonly disks: readonly string[];
  /** How many steps were done when the tasks began to work; left out when they never did. */
  readonly hidden?: number;
  readonly seen?: Readonly<Record<string, string>>;
  readonly refusals?: readonly string[];
  readonly notes?: readonly string[];
  readonly error?: string;
  readonly hint?: string;
}

const order: Order = JSON.parse(process.argv[2] ?? '');
if (order.apart) moveGitApart();
const disks: string[] = [];
const look = () => disks.push(fingerprintOf(path.dirname(process.cwd())));
const steps = interruptAt(order.step ?? 0, order.mishap ?? 'kill', order.looks ? look : undefined);
let hidden: number | undefined;

async function obey(): Promise<Partial<Told>> {
  const cwd = process.cwd();
  if (order.act === 'isolate') {
    const { seen, aftermath } = await performIsolated(cwd, process.env, order.script ?? {}, () => {
      hidden = steps.length;
    });
    if (order.script?.accepted !== true || aftermath.refusals.length > 0) process.exitCode = 1;
    return { seen, ...aftermath };
  }
  const repository = await findRepository(cwd, process.env);
  await recover({ cwd: repository.root, env: process.env }, repository, '2026-02-03T04:05:06.789Z');
  return {};
}

try {
  const told = await obey();
  console.log(JSON.stringify({ steps, disks, hidden, ...told }));
} catch (error) {
  const hint = (error as { readonly hint?: string }).hint;
  console.log(JSON.stringify({ steps, disks, hidden, error: `${error}`, hint }));
  process.exitCode = 5;
}
