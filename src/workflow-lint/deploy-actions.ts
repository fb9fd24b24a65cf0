import { textAt, type YamlNode } from '../yaml/tree.ts';
import type { DeployFamily, DeployWay } from './deploying.ts';

/** Actions that deploy, what they deploy with, and the input that names the target. */
const ACTIONS: ReadonlyMap<string, readonly [tool: string, family: DeployFamily, input?: string]> = new Map([
  ['aws-actions/amazon-ecs-deploy-task-definition', ['ecs', 'app', 'service']],
  ['google-github-actions/deploy-cloudrun', ['cloud-run', 'app', 'service']],
  ['google-github-actions/deploy-appengine', ['app-engine', 'app', 'project_id']],
  ['google-github-actions/deploy-cloud-functions', ['cloud-functions', 'app', 'name']],
  ['azure/webapps-deploy', ['azure', 'app', 'app-name']],
  ['azure/functions-action', ['azure', 'app', 'app-name']],
  ['azure/container-apps-deploy-action', ['azure', 'app', 'containerAppName']],
  ['azure/k8s-deploy', ['kubectl', 'app', 'manifests']],
  ['amondnet/vercel-action', ['vercel', 'app', 'vercel-project-id']],
  ['nwtgck/actions-netlify', ['netlify', 'app', 'publish-dir']],
  ['firebaseextended/action-hosting-deploy', ['firebase', 'app', 'target']],
  ['akhileshns/heroku-deploy', ['heroku', 'app', 'heroku_app_name']],
  ['digitalocean/app_action', ['digitalocean', 'app', 'app_name']],
  ['digitalocean/app_action/deploy', ['digitalocean', 'app', 'app_name']],
  ['cloudflare/pages-action', ['wrangler', 'app', 'projectName']],
  ['einaregilsson/beanstalk-deploy', ['beanstalk', 'app', 'application_name']],
  ['appleboy/lambda-action', ['lambda', 'app', 'function_name']],
  ['actions/deploy-pages', ['pages', 'pages']],
  ['peaceiris/actions-gh-pages', ['pages', 'pages']],
  ['jamesives/github-pages-deploy-action', ['pages', 'pages']],
] as const);

/**
 * How an action deploys; `id`: its name in lower case, `environments`: those that `${{ env.X }}` reads, the nearest first.
 * Undefined: it does not, as far as is known.
 */
export function deployActionWay(
  id: string,
  inputs: YamlNode | undefined,
  environments: readonly YamlNode[],
): DeployWay | undefined {
  const known = ACTIONS.get(id);
  if (known === undefined) return undefined;
  const [tool, family, input = ''] = known;
  const text = textAt(inputs, input)?.text;
  const [, variable] = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$/.exec(text ?? '') ?? [];
  const target = variable === undefined ? text : environments.map((one) => textAt(one, variable)?.text).find(Boolean);
  return { tool, family, target: target?.includes('${{') ? undefined : target };
}
