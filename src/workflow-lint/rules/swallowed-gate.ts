import { checkOf } from '../../shell/checkers.ts';
import { pairAt, pairsOf, textAt, valueAt } from '../../yaml/tree.ts';
import { isCheckingAction } from '../checking-actions.ts';
import type { Problem, Rule } from '../finding.ts';
import { type RunCommand, type RunStep, runSteps } from '../run-commands.ts';
import { readUses } from '../uses.ts';
import type { Job, Step, Workflow } from '../workflow.ts';

/** A step that passes whatever its checker finds. */
export const swallowedGate: Rule = {
  name: 'swallowed-gate',
  severity: 'error',
  *check(workflow) {
    const steps = runSteps(workflow);
    const checks = new Map<Job, Set<string>>();
    for (const one of steps) {
      const known = checks.get(one.job) ?? new Set();
      checks.set(one.job, known);
      for (const check of countingChecks(one)) known.add(check);
    }
    for (const one of steps) {
      const counting = checks.get(one.job) ?? new Set();
      yield* swallowedCommands(one, counting);
      yield* forgivenStep(one, counting, workflow);
    }
  },
};

const REMEDY = 'take that out, or take the check out';

/** Checks of a step that may end it. */
function countingChecks({ step, commands }: RunStep): readonly string[] {
  if (isForgiven(step)) return [];
  return commands.flatMap(({ fate, words }) => (fate === 'counts' ? (checkOf(words) ?? []) : []));
}

/** `counting`: checks of the job that may end it. One that is made again there loses nothing. */
function* swallowedCommands({ job, step, commands }: RunStep, counting: ReadonlySet<string>): Iterable<Problem> {
  for (const command of commands) {
    const check = command.fate === 'swallowed' ? checkOf(command.words) : undefined;
    if (check === undefined || counting.has(check) || isReadLater(command, step, job)) continue;
    const message = `The step passes whatever \`${check}\` finds, since what stands behind \`||\` succeeds: ${REMEDY}`;
    yield { at: command.at, message };
  }
}

/** Options that name a report. */
const REPORT =
  /^(?:-o|--out|--output|--output-file|--outfile|--report|--report-path|--json-report-file|--sarif-output)$/;

/** Whether something reads the report that the checker leaves, and may fail then. */
function isReadLater({ words, redirections, end }: RunCommand, step: Step, { steps }: Job): boolean {
  const written = redirections.flatMap(({ operator, target }) =>
    operator.includes('>') && target !== undefined ? target.text : [],
  );
  const named = words.flatMap((word, index) => {
    const [option = '', value = words[index + 1] ?? ''] = word.split('=', 2);
    return REPORT.test(option) ? value : [];
  });
  const files = [...written, ...named]
    .map((file) => file.slice(file.lastIndexOf('/') + 1))
    .filter((file) => /\w/.test(file) && file !== 'null');
  const later = steps.slice(steps.indexOf(step) + 1);
  const texts = [step.run?.text.slice(end) ?? '', ...later.flatMap(readingTexts)];
  return files.some((file) => texts.some((text) => text.includes(file)));
}

/** What a later step may read by name. Who only keeps a file does not judge it. */
function readingTexts({ node, run, uses }: Step): readonly string[] {
  if (/^actions\/upload-artifact@/.test(uses?.text ?? '')) return [];
  const inputs = pairsOf(valueAt(node, 'with')).flatMap(({ value }) => (value.type === 'text' ? value.text : []));
  return run === undefined ? inputs : [run.text, ...inputs];
}

function isForgiven({ node }: Step): boolean {
  return /^(?:true|\$\{\{\s*true\s*\}\})$/.test(textAt(node, 'continue-on-error')?.text ?? '');
}

function* forgivenStep(
  { job, step, commands }: RunStep,
  counting: ReadonlySet<string>,
  workflow: Workflow,
): Iterable<Problem> {
  const pair = pairAt(step.node, 'continue-on-error');
  if (pair === undefined || !isForgiven(step)) return;
  const [check] = commands.flatMap((one) => {
    const name = one.fate === 'counts' ? checkOf(one.words) : undefined;
    return name === undefined || counting.has(name) || isReadLater(one, step, job) ? [] : name;
  });
  const action = readUses(step.uses?.text ?? '');
  const what = check ?? (action !== undefined && isCheckingAction(action.id) ? action.name : undefined);
  if (what === undefined || isAskedFor(step, workflow)) return;
  const message = `The step passes whatever \`${what}\` finds, since \`continue-on-error\` is true: ${REMEDY}`;
  yield { at: pair.key.at, message };
}

/** Whether the outcome of the step is looked at elsewhere. */
function isAskedFor({ node }: Step, { text }: Workflow): boolean {
  const id = textAt(node, 'id')?.text.replace(/\W/g, (one) => (one === '-' ? '-' : '.'));
  if (id === undefined || id === '') return false;
  return new RegExp(`steps(?:\\.${id}|\\[['"]${id}['"]\\])\\.outcome|tojson\\(steps\\)|steps\\.\\*`, 'i').test(text);
}
