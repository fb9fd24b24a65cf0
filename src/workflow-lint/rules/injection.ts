import { pairsOf, valueAt, type YamlText } from '../../yaml/tree.ts';
import { type Expression, expressionsIn } from '../expressions.ts';
import type { Problem, Rule } from '../finding.ts';
import type { Reference } from '../references.ts';
import { readUses } from '../uses.ts';
import type { Step } from '../workflow.ts';
import { environmentsOf, writtenByOthers } from '../written-by-others.ts';

/** Inputs of actions that are run as a program. */
const SCRIPTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['actions/github-script', ['script']],
  ['azure/cli', ['inlinescript']],
  ['azure/powershell', ['inlinescript']],
  ['nick-fields/retry', ['command', 'on_retry_command']],
  ['nick-invision/retry', ['command', 'on_retry_command']],
  ['wandalen/wretry.action', ['command']],
  ['appleboy/ssh-action', ['script']],
  ['addnab/docker-run-action', ['run']],
  ['reactivecircus/android-emulator-runner', ['script']],
  ['cardinalby/js-eval-action', ['expression']],
  ['actions-rs/cargo', ['args']],
  ['nix-community/nix-develop', ['command']],
]);

/** Text that others write becomes part of a program before it runs. */
export const injection: Rule = {
  name: 'injection',
  severity: 'error',
  *check(workflow) {
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        const environments = environmentsOf(workflow, job, step);
        const find = (reference: Reference) => writtenByOthers(reference, workflow, environments);
        if (step.run !== undefined) yield* problemsIn(step.run, false, find);
        for (const script of scriptsOf(step)) yield* problemsIn(script, isJavaScript(step), find);
      }
    }
  },
};

function scriptsOf({ node, uses }: Step): readonly YamlText[] {
  const inputs = SCRIPTS.get(readUses(uses?.text ?? '')?.id ?? '') ?? [];
  return pairsOf(valueAt(node, 'with')).flatMap(({ key, value }) =>
    inputs.includes(key.text.toLowerCase()) && value.type === 'text' ? [value] : [],
  );
}

function isJavaScript({ uses }: Step): boolean {
  return readUses(uses?.text ?? '')?.id === 'actions/github-script';
}

/** `find`: what others write of a reference, as it is shown. */
function* problemsIn(
  text: YamlText,
  isScript: boolean,
  find: (reference: Reference) => string | undefined,
): Generator<Problem> {
  for (const expression of expressionsIn(text)) {
    if (isScript && isLiteral(expression)) continue;
    for (const reference of expression.references) {
      const source = find(reference);
      if (source === undefined) continue;
      const what = source === reference.shown ? `\`${source}\`` : `\`${reference.shown}\`, made of \`${source}\`,`;
      const message = `${what} is text that others write, and it becomes part of the script: ${isScript ? IN_SCRIPT : IN_RUN}`;
      yield { at: reference.at, message };
    }
  }
}

const IN_RUN = 'hand it over in `env` and write a variable such as `"$TEXT"`';
const IN_SCRIPT = 'hand it over in `env`, and read it from the environment';

/** `toJSON(…)` where JavaScript takes a value is a literal, which ends where it should. */
function isLiteral({ source, holder, start, end }: Expression): boolean {
  const before = holder.text.slice(0, start).trimEnd();
  const behind = holder.text.slice(end).trimStart();
  return /^tojson\(/i.test(source) && /(?:[=(,:[?{&|]|\breturn)$/.test(before) && !/^['"`]/.test(behind);
}
