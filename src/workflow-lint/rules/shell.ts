import { nearest } from '../../core/nearest.ts';
import { textAt, valueAt, type YamlNode, type YamlText } from '../../yaml/tree.ts';
import type { Problem, Rule } from '../finding.ts';
import { hostedLabels } from '../runners.ts';

/** Shells that the runner starts by name. Source: `ScriptHandlerHelpers` of the runner. */
const SHELLS = ['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'];
const OF_WINDOWS = ['powershell', 'cmd'];

/** Shells that the runner does not know, and those that its system does not have. */
export const shell: Rule = {
  name: 'shell',
  severity: 'error',
  *check(workflow) {
    yield* check(defaultShell(workflow.root), false);
    for (const job of workflow.jobs) {
      const isElsewhere = isNeverWindows(valueAt(job.node, 'runs-on'));
      yield* check(defaultShell(job.node), isElsewhere);
      // A step with a condition may be for a system that the job had, or is to have.
      for (const { node } of job.steps)
        yield* check(textAt(node, 'shell'), isElsewhere && valueAt(node, 'if') === undefined);
    }
  },
};

function defaultShell(node: YamlNode): YamlText | undefined {
  return textAt(valueAt(valueAt(node, 'defaults'), 'run'), 'shell');
}

/** A shell with `{0}` in its place is any program. */
function* check(named: YamlText | undefined, isElsewhere: boolean): Iterable<Problem> {
  if (named === undefined || named.value === null || named.text.includes('${{')) return;
  const name = named.text.trim();
  if (name === '' || name.includes('{0}')) return;
  if (!SHELLS.includes(name.toLowerCase())) {
    const near = nearest(name, SHELLS);
    const [program = ''] = name.split(/\s/);
    const advice =
      program === name && near !== undefined
        ? `did you mean \`${near}\`?`
        : `it is one of ${SHELLS.join(', ')}, or a command with \`{0}\` for the script, such as \`${name} {0}\``;
    yield { at: named.at, message: `\`${name}\` is no shell that the runner knows; ${advice}` };
  } else if (isElsewhere && OF_WINDOWS.includes(name.toLowerCase()))
    yield {
      at: named.at,
      message: `Only Windows has \`${name}\`, and this job runs elsewhere: \`pwsh\` runs everywhere`,
    };
}

function isNeverWindows(runsOn: YamlNode | undefined): boolean {
  const labels = hostedLabels(runsOn);
  return labels.length > 0 && labels.every(({ text }) => /^(?:ubuntu|macos)-/i.test(text));
}
