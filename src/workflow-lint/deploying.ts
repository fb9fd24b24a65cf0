import type { CommandLine } from '../core/task.ts';
import { meantCommand } from '../shell/programs.ts';

/** What kind of thing is deployed: programs, what they run on, or pages of documentation. */
export type DeployFamily = 'app' | 'infrastructure' | 'pages';

/** How something is deployed. */
export interface DeployWay {
  /** What does it. */
  readonly tool: string;
  readonly family: DeployFamily;
  /** The service or app, or the whole command where that has no name for it; undefined: nobody can tell. */
  readonly target: string | undefined;
}

/** A pattern of command lines; the option, or the word behind it, that names the target. */
type Pattern = readonly [tool: string, pattern: RegExp, option?: string];

const APPS: readonly Pattern[] = [
  ['cloud-run', /^gcloud (?:beta |alpha )?run (?:deploy|services (?:update|update-traffic|replace))/, ''],
  ['app-engine', /^gcloud (?:beta )?app deploy/],
  ['cloud-functions', /^gcloud (?:beta )?functions deploy/, ''],
  ['ecs', /^aws ecs (?:update-service|deploy)/, '--service'],
  ['codedeploy', /^aws deploy create-deployment/, '--application-name'],
  ['lambda', /^aws lambda update-function-code/, '--function-name'],
  ['beanstalk', /^(?:eb deploy|aws elasticbeanstalk update-environment)/, '--environment-name'],
  ['kubectl', /^kubectl (?:.* )?(?:apply|set image|rollout restart|replace)\b/],
  ['helm', /^(?:helm (?:upgrade|install)|helmfile (?:apply|sync))\b/, ''],
  ['serverless', /^(?:serverless|sls|sam) deploy/],
  ['fly', /^(?:flyctl|fly) deploy/, '--app'],
  ['vercel', /^vercel (?:deploy|.*--prod)/],
  ['netlify', /^netlify deploy/, '--site'],
  ['firebase', /^firebase deploy/, '--only'],
  ['wrangler', /^wrangler (?:deploy|publish|pages deploy)/, '--name'],
  ['railway', /^railway up/, '--service'],
  ['heroku', /^(?:heroku container:release|git push heroku)/, '--app'],
  ['azure', /^az (?:webapp (?:deploy|up)|functionapp (?:deploy|deployment)|containerapp (?:up|update))/, '--name'],
  ['kamal', /^kamal deploy/],
];

const INFRASTRUCTURE: readonly Pattern[] = [
  ['terraform', /^(?:terraform|tofu|terragrunt) (?:.* )?apply\b/],
  ['pulumi', /^pulumi (?:.* )?up\b/],
  ['cdk', /^cdk (?:.* )?deploy\b/],
  ['cloudformation', /^aws cloudformation (?:deploy|create-stack|update-stack)/, '--stack-name'],
];

/** Scripts and targets of the project itself that are called so. */
const OWN =
  /^(?:(?:ba|z)?sh |python3? |node |make |just |task |rake |bundle exec rake |(?:npm|pnpm|yarn|bun)(?: run)? )?(?:\S*\/)?deploy(?:[-_:.]\S*)?(?: |$)/;
const OF_PAGES = /(?:^|[^a-z])(?:docs?|documentation|pages|storybook|website|site)(?:$|[^a-z])/i;

/** How a command deploys; undefined: it does not, as far as is known. */
export function deployWay(words: CommandLine): DeployWay | undefined {
  const meant = meantCommand(words);
  const line = meant.join(' ');
  if (/(?:^| )(?:--dry-run|--help|--version)\b/.test(line)) return undefined;
  for (const [family, patterns] of [
    ['app', APPS],
    ['infrastructure', INFRASTRUCTURE],
  ] as const) {
    const pattern = patterns.find(([, one]) => one.test(line));
    if (pattern !== undefined) return { tool: pattern[0], family, target: targetOf(meant, line, pattern) };
  }
  if (!OWN.test(line)) return undefined;
  return { tool: 'a script', family: OF_PAGES.test(line) ? 'pages' : 'app', target: known(line) };
}

function targetOf(words: CommandLine, line: string, [, pattern, option]: Pattern): string | undefined {
  if (option === undefined) return known(line);
  const length = (pattern.exec(line)?.[0] ?? '').split(' ').length;
  const at = option === '' ? length - 1 : words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (at === -1) return known(line);
  const [, joined] = option === '' ? [] : (words[at] ?? '').split('=', 2);
  const target = joined ?? words[at + 1] ?? '';
  return target === '' || target.startsWith('-') ? undefined : known(target);
}

/** Undefined where variables are in it. */
function known(text: string): string | undefined {
  return text.includes('$') ? undefined : text;
}
