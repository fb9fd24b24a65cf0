import type { Job, Step, Workflow } from './model.ts';
import { Noted, type YamlMap, yamlLines } from './yaml.ts';

/** The text of a workflow below these comments. The same workflow makes the same bytes. */
export function workflowText(workflow: Workflow, comments: readonly string[]): string {
  const { name, on, concurrency, env, jobs } = workflow;
  const sections: readonly YamlMap[] = [
    { name },
    { on },
    { permissions: {} },
    { concurrency },
    { env },
    { defaults: { run: { shell: 'bash' } } },
    { jobs: Object.fromEntries(Object.entries(jobs).map(([id, job]) => [id, jobMap(job)])) },
  ];
  const written = sections.map((section) => yamlLines(section, ['jobs'])).filter((lines) => lines.length > 0);
  const heads = comments.map((comment) => `# ${comment}`);
  return `${[heads, ...written].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function jobMap({ steps, ...job }: Job): YamlMap {
  return { ...inOrder(job, JOB_KEYS), steps: steps.map(stepMap) };
}

function stepMap(step: Step): YamlMap {
  const { name, id, if: condition, env } = step;
  const start = { name, id, if: condition };
  if ('run' in step) return { ...start, env, run: step.run };
  const { action, commit, version } = step.uses;
  return { ...start, uses: new Noted(`${action}@${commit}`, version), env, with: step.with };
}

/** The order in which people look for them. */
const JOB_KEYS = [
  'name',
  'needs',
  'if',
  'runs-on',
  'timeout-minutes',
  'permissions',
  'environment',
  'concurrency',
  'outputs',
  'strategy',
  'defaults',
  'env',
] as const satisfies readonly (keyof Job)[];

function inOrder(job: Omit<Job, 'steps'>, keys: readonly (keyof Omit<Job, 'steps'>)[]): YamlMap {
  return Object.fromEntries(keys.map((key) => [key, job[key]])) as YamlMap;
}
