import { isChecker } from '../../shell/checkers.ts';
import { meantProgram } from '../../shell/programs.ts';
import { pairAt, pairsOf, textAt, valueAt } from '../../yaml/tree.ts';
import { isCheckingAction } from '../checking-actions.ts';
import type { Problem, Rule } from '../finding.ts';
import { type RunCommand, type RunStep, runSteps } from '../run-commands.ts';
import { readUses } from '../uses.ts';
import type { Step, Workflow } from '../workflow.ts';

/** A step that passes whatever its checker finds. */
export const swallowedGate: Rule = {
  name: 'swallowed-gate',
  severity: 'error',
  *check(workflow) {
    for (const one of runSteps(workflow)) {
      yield* swallowedCommands(one);
      yield* forgivenStep(one, workflow);
    }
  },
};

const REMEDY = 'take that out, or take the check out';

function* swallowedCommands({ job, step, commands }: RunStep): Iterable<Problem> {
  for (const command of commands) {
    if (command.fate !== 'swallowed' || !isChecker(command.words)) continue;
    if (isReadLater(command, step, job.steps.slice(job.steps.indexOf(step) + 1))) continue;
    const message = `The step passes whatever \`${meantProgram(command.words)}\` finds, since what stands behind \`||\` succeeds: ${REMEDY}`;
    yield { at: command.at, message };
  }
}

/** Options that name a report. */
const REPORT =
  /^(?:-o|--out|--output|--output-file|--outfile|--report|--report-path|--json-report-file|--sarif-output)$/;

/** Whether something reads the report that the checker leaves, and may fail then. */
function isReadLater({ words, redirections, end }: RunCommand, { run }: Step, later: readonly Step[]): boolean {
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
  const texts = [run?.text.slice(end) ?? '', ...later.flatMap(readingTexts)];
  return files.some((file) => texts.some((text) => text.includes(file)));
}

/** What a later step may read by name. Who only keeps a file does not judge it. */
function readingTexts({ node, run, uses }: Step): readonly string[] {
  if (/^actions\/upload-artifact@/.test(uses?.text ?? '')) return [];
  const inputs = pairsOf(valueAt(node, 'with')).flatMap(({ value }) => (value.type === 'text' ? value.text : []));
  return run === undefined ? inputs : [run.text, ...inputs];
}

function* forgivenStep({ step, commands }: RunStep, workflow: Workflow): Iterable<Problem> {
  const pair = pairAt(step.node, 'continue-on-error');
  if (pair?.value.type !== 'text' || !/^(?:true|\$\{\{\s*true\s*\}\})$/.test(pair.value.text)) return;
  const checks = commands.find(({ words, fate }) => fate === 'counts' && isChecker(words));
  const action = readUses(step.uses?.text ?? '');
  const what =
    checks === undefined
      ? action && isCheckingAction(action.id)
        ? action.name
        : undefined
      : meantProgram(checks.words);
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
