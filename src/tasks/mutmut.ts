import type { JudgeContext, Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { RepoPath } from '../core/files.ts';
import { isObject } from '../core/json-shape.ts';
import type { Finding } from '../core/outcome.ts';
import { judgeScore, type MutantTally, scoreOption } from '../measures/mutation-score.ts';
import { pythonSection } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { findJson, numberAt } from '../tool-output/json.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines } from '../tool-output/plain-text.ts';
import { PYTEST_CONFIGS } from '../tool-output/pytest-configs.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

const STATS = 'mutants/mutmut-cicd-stats.json';
/** The commands in their order. */
const RUN = 0;
const EXPORT = 1;

/** `    shop.price.x_total__mutmut_1: survived`: a mutant by name, and what became of it. */
const FATE = /^\s+(\S+): (survived|no tests|suspicious|segfault|not checked)$/;
/** Folders of sources that mutmut leaves out of the names of modules. */
const SOURCES = ['', 'src/', 'source/'];

/** As mutmut's own badge counts: a mutant that ran out of time was noticed, one that was skipped is none. */
function tallyOf(report: string | undefined): MutantTally | undefined {
  const stats = findJson(report ?? '');
  if (!isObject(stats)) return undefined;
  const [killed, timeout, skipped, total] = ['killed', 'timeout', 'skipped', 'total'].map((key) =>
    numberAt(stats, key),
  );
  if (killed === undefined || total === undefined) return undefined;
  const tally = { killed: killed + (timeout ?? 0), total: total - (skipped ?? 0) };
  const isSound = Object.values(tally).every((count) => Number.isSafeInteger(count) && count >= 0);
  return isSound && tally.killed <= tally.total ? tally : undefined;
}

function survivorsIn(stdout: string, context: JudgeContext): readonly Finding[] {
  return plainLines(stdout).flatMap((line) => {
    const [, mutant, fate] = FATE.exec(line) ?? [];
    if (mutant === undefined || fate === undefined) return [];
    return findingAt('warning', `${fate}: \`mutmut show ${mutant}\``, {
      file: sourceOf(mutant, context),
      rule: 'mutant',
    });
  });
}

/** The module of a mutant, where its name leads to one: `pkg.module.x_function__mutmut_1`. */
function sourceOf(mutant: string, { toRepoPath }: JudgeContext): RepoPath | undefined {
  const module = mutant.split('.').slice(0, -1).join('/');
  const places = SOURCES.flatMap((folder) => [`${folder}${module}.py`, `${folder}${module}/__init__.py`]);
  return places.map((place) => toRepoPath(place)).find((file) => file !== undefined);
}

/** How mutmut says with which code pytest has ended before anything was changed. */
const ENDED = /^failed to collect stats\. runner returned (\d+)$/;
const NO_TESTS = '5';
/** Lines of its output that are shown: what is wrong stands last. */
const SHOWN = 25;

/** The tests have to pass before anything is changed: else nothing says that they noticed. */
function judgeRun(exit: ProgramExit): Judgment {
  if (exit.code === 0) return passed();
  const lines = plainLines(exit.stdout).map((line) => line.slice(line.lastIndexOf('\r') + 1));
  const code = lines.map((line) => ENDED.exec(line)?.[1]).find((one) => one !== undefined);
  const isRed = code === '1' || lines.includes('Failed to run clean test');
  if (!isRed && code !== NO_TESTS) return broken('mutmut', exit);
  const why = isRed ? 'the tests fail as they are, without a mutant' : 'there are no tests';
  return { status: 'broken', message: `mutmut could not check: ${why}`, output: lines.slice(-SHOWN).join('\n') };
}

export default {
  type: 'tool',
  summary: 'Changes Python code with mutmut and refuses where tests notice too little of it',
  tool: { program: 'mutmut', ecosystem: 'python', package: 'mutmut' },
  options: (z) => ({ score: scoreOption(z) }),
  // Tests may read any file. A project where they do not says so under `files`.
  files: ['**/*'],
  scope: 'project',
  inputs: [...PYTEST_CONFIGS, ...PYTHON_LOCK_FILES],
  // It believes a result until the mutated function changes, whatever becomes of the tests: only those that are named are
  // tested again. What it has noted of which tests run a function is older still.
  check: () => [
    ['mutmut', 'run', '*', '{args}'],
    ['mutmut', 'export-cicd-stats'],
    ['mutmut', 'results'],
  ],
  results: () => [STATS],
  forgets: ['mutants/mutmut-stats.json'],

  judge(exit, context) {
    if (context.step === RUN) return judgeRun(exit);
    if (exit.code !== 0) return broken('mutmut', exit);
    const tally = tallyOf(context.results[0]);
    if (tally === undefined) return broken('mutmut', exit, `it has written no ${STATS}`);
    if (context.step === EXPORT) return passed();
    return judgeScore('mutmut', tally, survivorsIn(exit.stdout, context), context.options);
  },

  detect(repository) {
    const because = pythonSection(repository, 'tool.mutmut', { 'setup.cfg': 'mutmut' });
    if (because === undefined) return undefined;
    const note = `${because} is there; as it takes long, \`"uses": "mutmut"\` belongs in a tier of its own, such as one that CI runs at night`;
    return { found: false, note };
  },
} satisfies ToolKind;
