import type { Pin } from './pins.ts';

/** A workflow of GitHub Actions, as far as ours need them. Keys are GitHub's own; what is undefined is left out. */
export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, Plain>>;
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': string | boolean };
  readonly env?: Variables | undefined;
  /** By id. A job may need those before it. */
  readonly jobs: Readonly<Record<string, Job>>;
}

/** A job. Its permissions are all that it has: workflows grant none. */
export interface Job {
  readonly name?: string | undefined;
  readonly needs?: readonly string[] | undefined;
  readonly if?: string | undefined;
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly permissions: Readonly<Partial<Record<'contents' | 'id-token', 'read' | 'write'>>>;
  readonly environment?: string | { readonly name: string; readonly url: string } | undefined;
  readonly concurrency?: Workflow['concurrency'] | undefined;
  readonly outputs?: Variables | undefined;
  readonly strategy?:
    | { readonly 'fail-fast': boolean; readonly matrix: Readonly<Record<string, readonly string[]>> }
    | undefined;
  readonly defaults?: { readonly run: { readonly 'working-directory': string } } | undefined;
  readonly env?: Variables | undefined;
  readonly steps: readonly Step[];
}

/** A step: an action, or commands of a shell. */
export type Step = ActionStep | RunStep;

interface StepBase {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  readonly if?: string | undefined;
  readonly env?: Variables | undefined;
}

/** A step that uses an action. */
export interface ActionStep extends StepBase {
  readonly uses: Pin;
  readonly with?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
}

/** A step that runs commands, in bash wherever it runs. They hold no `${{ }}`: values come by `env`. */
export interface RunStep extends StepBase {
  readonly run: string;
}

/** Variables by name; values may hold `${{ }}`. */
export type Variables = Readonly<Record<string, string>>;

/** What YAML can say. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain | undefined };
