import { pairsOf, textAt, valueAt, type YamlNode, type YamlText } from '../../yaml/tree.ts';
import { actionRefOf } from '../action-ref.ts';
import { type Expression, expressionsIn } from '../expressions.ts';
import type { Problem, Rule } from '../finding.ts';
import type { Reference } from '../references.ts';
import type { Job, Step, Workflow } from '../workflow.ts';
import { isWrittenByOthers } from '../written-by-others.ts';

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
        const maps = [step.node, job.node, workflow.root].map((node) => valueAt(node, 'env'));
        if (step.run !== undefined) yield* problemsIn(step.run, false, maps);
        for (const script of scriptsOf(step, workflow)) yield* problemsIn(script, isJavaScript(step), maps);
      }
    }
  },
};

/** Whether a reference is one that this rule tells of. */
export function isInjected(reference: Reference, workflow: Workflow, job: Job, step: Step): boolean {
  const maps = [step.node, job.node, workflow.root].map((node) => valueAt(node, 'env'));
  return reference.isValue && sourceOf(reference, maps) !== undefined;
}

function scriptsOf(step: Step, workflow: Workflow): readonly YamlText[] {
  const name = step.uses === undefined ? undefined : actionRefOf(step.uses, workflow.text)?.name;
  const inputs = SCRIPTS.get(name ?? '') ?? [];
  return pairsOf(valueAt(step.node, 'with')).flatMap(({ key, value }) =>
    inputs.includes(key.text.toLowerCase()) && value.type === 'text' ? [value] : [],
  );
}

function isJavaScript({ uses }: Step): boolean {
  return /^actions\/github-script@/i.test(uses?.text ?? '');
}

function* problemsIn(text: YamlText, isScript: boolean, maps: readonly (YamlNode | undefined)[]): Generator<Problem> {
  for (const expression of expressionsIn(text)) {
    if (isScript && isLiteral(expression)) continue;
    const seen = new Set<string>();
    for (const reference of expression.references) {
      const source = reference.isValue ? sourceOf(reference, maps) : undefined;
      if (source === undefined || seen.has(reference.shown)) continue;
      seen.add(reference.shown);
      const remedy = isScript
        ? 'hand it over in `env` and read `process.env`'
        : 'hand it over in `env` and write a variable such as `"$TEXT"`';
      const what = source === reference.shown ? `\`${source}\`` : `\`${reference.shown}\`, which is \`${source}\`,`;
      yield { at: reference.at, message: `${what} is text that others write, and it becomes part of the script: ${remedy}` };
    }
  }
}

/** What others write of it: itself, or what a variable of `env` is made of, since `${{ env.X }}` is filled in too. */
function sourceOf(reference: Reference, maps: readonly (YamlNode | undefined)[]): string | undefined {
  if (isWrittenByOthers(reference)) return reference.shown;
  const [context, name] = reference.path;
  if (context !== 'env' || name === undefined || reference.path.length > 2) return undefined;
  const variables = maps.flatMap((map) => pairsOf(map).filter(({ key }) => key.text.toLowerCase() === name));
  const nearest = variables[0];
  const value = nearest === undefined ? undefined : textAt({ type: 'map', at: nearest.key.at, pairs: [nearest] }, nearest.key.text);
  const inside = value === undefined ? [] : expressionsIn(value).flatMap(({ references }) => references);
  return inside.find((one) => one.isValue && isWrittenByOthers(one))?.shown;
}

/** `toJSON(…)` where JavaScript takes a value is a literal, which ends where it should. */
function isLiteral({ source, holder, start, end }: Expression): boolean {
  const before = holder.text.slice(0, start).trimEnd();
  const behind = holder.text.slice(end).trimStart();
  return /^tojson\(/i.test(source) && /(?:[=(,:[?{&|]|\breturn)$/.test(before) && !/^['"`]/.test(behind);
}
