import { checkOf } from '../shell/checkers.ts';
import { commandsIn } from '../shell/commands.ts';
import { meantCommand, meantProgram } from '../shell/programs.ts';
import { type CommandPlace, scriptPlaces, taskPlaces } from './command-places.ts';
import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts, WorkflowStep } from './facts.ts';

/** Actions that check something. */
const CHECKING_ACTION =
  /^[^@]*(?:trivy|gitleaks|bandit|semgrep|codeql|super-linter|megalinter|lychee|osv-scanner|snyk|pre-commit|golangci-lint|ruff|eslint)[^@]*@/i;

/** Checks that pass whatever they find: tasks that swallow a failure, and steps of workflows that go on without them. */
export function diagnoseSwallowed(facts: Facts): readonly Diagnosis[] {
  return [
    ...taskPlaces(facts).flatMap((place) => swallowedCommands(place, place.task.scans !== undefined)),
    ...scriptPlaces(facts).flatMap((place) => swallowedCommands(place, false)),
    ...(facts.steps ?? []).flatMap((step) => swallowedStep(step)),
  ];
}

/** `isJudged`: a gate reads what the command reports, so that it may end well. */
function swallowedCommands({ what, at, commands }: CommandPlace, isJudged: boolean): readonly Diagnosis[] {
  const swallowed = commands.find(({ fate }) => fate === 'swallowed');
  const zero = isJudged ? undefined : commands.find(({ words }) => meantCommand(words).includes('--exit-zero'));
  const how = swallowed ? `\`${meantProgram(swallowed.words)} … || …\`` : zero ? '`--exit-zero`' : undefined;
  if (how === undefined) return [];
  return [
    finding({
      id: 'swallowed-failure',
      ...at,
      message: `${what} passes whatever it finds: ${how}`,
      remedy: 'take that out; a task that is to be shown and not to refuse has `"warn": true`',
    }),
  ];
}

function swallowedStep({ file, line, run, uses, isForgiven }: WorkflowStep): readonly Diagnosis[] {
  const commands = run === undefined ? [] : commandsIn(run);
  const checks = commands.filter(({ words }) => checkOf(words) !== undefined);
  const swallowed = checks.find(({ fate }) => fate === 'swallowed') ?? (isForgiven ? checks[0] : undefined);
  const action = isForgiven && uses !== undefined && CHECKING_ACTION.test(uses) ? uses : undefined;
  const what = swallowed === undefined ? action : meantProgram(swallowed.words);
  if (what === undefined) return [];
  const how = swallowed?.fate === 'swallowed' ? '`|| true`' : '`continue-on-error`';
  return [
    finding({
      id: 'swallowed-gate',
      file,
      ...(line === undefined ? {} : { line }),
      message: `the step passes whatever \`${what}\` finds: ${how}`,
      remedy: 'take that out, or have nothing depend on the step',
    }),
  ];
}
