import type { Finding } from '../../src/workflow-lint/finding.ts';
import { lintWorkflows } from '../../src/workflow-lint/lint.ts';

/** What is said of workflows, by file name. */
export function lintTexts(texts: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  return lintWorkflows(Object.entries(texts).map(([file, text]) => ({ file, bytes: Buffer.from(text) })));
}

/** What one rule says of a workflow, as `line:column message`. */
export async function problemsOf(rule: string, text: string): Promise<readonly string[]> {
  const findings = await lintTexts({ 'a.yml': text });
  return findings.filter((one) => one.rule === rule).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** Steps in a workflow that is right otherwise, from line 9 on; each line of theirs comes indented by 6. */
export function withSteps(steps: string, on = 'push'): string {
  const head = [`on: ${on}`, 'permissions: {}', 'concurrency: all', 'jobs:', '  test:', '    runs-on: ubuntu-24.04'];
  return [
    ...head,
    '    timeout-minutes: 5',
    '    steps:',
    ...steps.split('\n').map((line) => `      ${line}`),
    '',
  ].join('\n');
}
