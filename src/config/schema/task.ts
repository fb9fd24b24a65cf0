import type { Schema, SchemaLibrary } from '../../core/contracts/schema.ts';
import { DURATION } from '../compile/duration.ts';

/** What task and tier schemas are made of. `describe` gives a schema what `schema.json` says of it. */
export interface SchemaTools {
  readonly z: SchemaLibrary;
  readonly describe: <T extends Schema>(schema: T, description: string, more?: Readonly<Record<string, unknown>>) => T;
}

/** A name of a tier or task: it stands in lists on the command line, and is no option there. */
export function nameSchema(z: SchemaLibrary) {
  return z.string().check(z.regex(/^[^\s,-][^\s,]*$/, 'a name without blanks and commas that begins with no dash'));
}

/** A text that is not empty. */
export function textSchema(z: SchemaLibrary) {
  return z.string().check(z.minLength(1));
}

/** One text or a list of them. */
export function textsSchema(z: SchemaLibrary) {
  return z.union([textSchema(z), z.array(textSchema(z))]);
}

/** A length of time. */
export function durationSchema(z: SchemaLibrary) {
  const form = 'a duration such as "500ms", "5s", "2m" or "1h", below 100h';
  return z.string(form).check(z.regex(DURATION, form));
}

function commandSchema(z: SchemaLibrary) {
  const words = z.tuple([textSchema(z)], z.string());
  return z.union([textSchema(z), words, z.array(words).check(z.minLength(1))]);
}

const RUN =
  'the checking command: a string split into arguments without a shell, or a list of them; several commands: a list of lists. `{files}` stands for the changed files, `{message}` for the file of the commit message, `{1}` for the first argument of the hook';
const FILES =
  'globs of the files it is about, relative to the config; without it: all. It is skipped when none of them changed';
const INPUTS = "globs of files its outcome also depends on, such as the config of its tool, besides the kind's own";
const FIX =
  'the same check, rewriting files: used at a commit and with `run --fix`. With `fix` alone it runs elsewhere too, and refuses where it changes a file';

/** The keys of a task, each with what it means and what holds without it. */
export function taskShape({ z, describe }: SchemaTools) {
  const [name, text, texts, command] = [nameSchema(z), textSchema(z), textsSchema(z), commandSchema(z)];
  const state = z.enum(['merge', 'rebase']);
  const when = z.strictObject({
    branches: describe(z.optional(texts), 'globs of branches on which it runs; at a push those of the remote'),
    not: describe(z.optional(z.union([state, z.array(state)])), 'what must not be going on in the repository'),
  });
  return {
    run: describe(z.optional(command), RUN),
    fix: describe(z.optional(command), FIX),
    uses: describe(z.optional(text), 'a kind that ships with the package, or `./module.js` of the project'),
    options: describe(z.optional(z.record(z.string(), z.unknown())), 'options of the kind under `uses`'),
    files: describe(z.optional(texts), FILES),
    exclude: describe(z.optional(texts), 'globs of files it is not about', { default: [] }),
    scope: describe(
      z.optional(z.enum(['file', 'project'])),
      'what a pass depends on: `file`, each file alone; `project`, all files of the task',
      { default: 'project' },
    ),
    inputs: describe(z.optional(texts), INPUTS),
    env: describe(z.optional(texts), 'environment variables its outcome depends on: names or globs', {
      default: [],
    }),
    passEnv: describe(z.optional(texts), 'environment variables it sees and its outcome does not depend on', {
      default: [],
    }),
    outputs: describe(
      z.optional(texts),
      'globs of files it leaves behind, which come back with a remembered pass; with `scope: file` it is not remembered',
      { default: [] },
    ),
    coverage: describe(
      z.optional(texts),
      "coverage reports it leaves behind, paths or globs; without it the kind's own",
    ),
    needs: describe(z.optional(z.union([name, z.array(name)])), 'tasks of the tier that must pass first', {
      default: [],
    }),
    cwd: describe(z.optional(text), "directory it runs in, relative to the config; without it: the config's"),
    timeout: describe(z.optional(durationSchema(z)), 'it is stopped with all that it started, and broken, after this', {
      default: '10m',
    }),
    cache: describe(z.optional(z.boolean()), 'false: its passes are never remembered', { default: true }),
    required: describe(z.optional(z.boolean()), 'whether it cannot be skipped', { default: false }),
    warn: describe(z.optional(z.boolean()), 'whether a failure is shown and does not refuse', { default: false }),
    stdin: describe(
      z.optional(z.boolean()),
      'whether its commands read what git writes to the hook, such as the refs of a push; it then always runs, and its passes are never remembered',
      { default: false },
    ),
    when: describe(z.optional(when), 'conditions under which it runs; without it: always'),
    shared: describe(
      z.optional(z.enum(['nothing', 'results', 'output'])),
      'what of its passes other machines get, where results are shared: `nothing`; `results`, without what its commands said; `output`, with that, secrets masked',
      { default: 'results' },
    ),
  };
}
