import type { TaskKind } from '../../src/core/contracts/tasks.ts';

/** What an example says of a kind beyond its name. */
interface Example {
  /** Keys of the task besides `uses`. */
  readonly task?: Readonly<Record<string, unknown>>;
  readonly on?: string;
  readonly gates?: Readonly<Record<string, unknown>>;
}

const COVERAGE = { coverage: { lines: 90, changed: 90 } };

/** Kinds that are more use with some words, or run elsewhere than their scope suggests. A test loads each of them. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  bandit: { task: { options: { severity: 'medium' } } },
  checkov: { on: 'pre-push' },
  'ci-check': { on: 'pre-commit' },
  'code-blocks': { task: { options: { commands: { ts: ['tsc', '--noEmit', '--pretty', 'false', '{block}'] } } } },
  'commit-message': { on: 'commit-msg', task: { options: { types: ['feat', 'fix', 'docs'], maxLength: 72 } } },
  'doc-links': { on: 'pre-commit', task: { options: { fix: true, comments: ['src/**/*.ts'] } } },
  gitleaks: { on: 'pre-commit' },
  jest: { task: { options: { affected: true } }, gates: COVERAGE },
  k6: { on: 'manual', task: { options: { script: 'load/orders.js' } } },
  'lint-staged': { on: 'pre-commit' },
  locust: {
    on: 'manual',
    task: { options: { users: 20, time: '60s', host: 'http://localhost:8000', limits: { p95: 300 } } },
  },
  mutmut: { on: 'schedule:23 3 * * *', task: { files: 'src/**/*.py', options: { score: 75 } } },
  'npm-audit': { gates: { findings: { input: '{scratch}/npm-audit.json', failOn: 'high' } } },
  pytest: { task: { options: { affected: true } }, gates: COVERAGE },
  'pytest-benchmark': { on: 'manual', task: { options: { limits: { 'test_parse*': { mean: 5 } } } } },
  schemathesis: {
    on: 'manual',
    task: { options: { schema: 'openapi.json', url: 'http://localhost:8000' } },
  },
  semgrep: { gates: { findings: { input: '{scratch}/semgrep.json', newOnly: true } } },
  smoke: {
    on: 'manual',
    task: {
      options: { requests: [{ path: '/health', expect: { status: 200, json: { status: 'ok' } } }] },
    },
  },
  stryker: { on: 'schedule:23 3 * * *', task: { options: { score: 75 } } },
  vitest: { task: { options: { affected: true } }, gates: COVERAGE },
};

/** A config that uses the kind: at the commit where it looks at files one by one, else at the push. */
export function exampleOf(name: string, { scope }: TaskKind): string {
  const { task = {}, on = scope === 'file' ? 'pre-commit' : 'pre-push', gates } = EXAMPLES[name] ?? {};
  const tier = { on, tasks: { [name]: { uses: name, ...task } }, ...(gates === undefined ? {} : { gates }) };
  return `\`\`\`json\n${text({ tiers: { [TIERS[on] ?? 'thorough']: tier } })}\n\`\`\``;
}

const TIERS: Readonly<Record<string, string>> = {
  'pre-commit': 'fast',
  'commit-msg': 'message',
  manual: 'whole',
  'schedule:23 3 * * *': 'whole',
};

/** Columns that an object in one line takes at most. */
const WIDEST = 100;

/** JSON as people write it: what fits stands on one line. */
function text(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']');
  const isTop = indent.length < 4;
  if (typeof value !== 'object' || value === null || (!isTop && indent.length + line.length <= WIDEST)) return line;
  if (Array.isArray(value)) return line;
  const inner = `${indent}  `;
  const members = Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${text(one, inner)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}
