import type { Ci, CiMachine } from '../../core/ci.ts';
import { suggest } from '../../core/nearest.ts';
import type { Problem } from '../config-error.ts';
import type { CiConfig, CiMachineConfig, TierConfig } from '../shape.ts';

/** What holds where the config is silent. */
const USUAL: CiMachine = {
  runsOn: ['ubuntu-24.04'],
  node: ['22'],
  python: ['3.12'],
  install: ['npm ci'],
  timeout: 30,
  env: {},
};

/** The key `ci` with everything that holds without it. Complains of tiers that there are not, and of what GitHub would fill in. */
export function compileCi(
  config: CiConfig,
  tiers: Readonly<Record<string, TierConfig>>,
  complain: (problem: Problem) => void,
): Ci {
  const { deploy, runnerLabels = [], tiers: own = {} } = config;
  const known = Object.keys(tiers);
  const needTier = (name: string, path: Problem['path']) => {
    if (known.includes(name)) return;
    complain({ path, message: `\`${path.join('.')}\`: there is no tier \`${name}\`${suggest(name, known)}` });
  };
  for (const name of Object.keys(own)) needTier(name, ['ci', 'tiers', name]);
  if (deploy !== undefined) needTier(deploy.smoke, ['ci', 'deploy', 'smoke']);
  checkInstall(config, ['ci'], complain);
  for (const [name, one] of Object.entries(own)) checkInstall(one, ['ci', 'tiers', name], complain);
  return {
    ...USUAL,
    ...machineOf(config),
    tiers: Object.fromEntries(Object.entries(own).map(([name, one]) => [name, machineOf(one)])),
    runnerLabels,
    ...(deploy === undefined ? {} : { deploy }),
  };
}

/** An expression would be filled in before a shell reads the command, whatever its value holds. */
function checkInstall(
  { install = [] }: CiMachineConfig,
  above: Problem['path'],
  complain: (problem: Problem) => void,
): void {
  for (const [index, command] of install.entries()) {
    if (!command.includes('${{')) continue;
    const message = `\`${[...above, 'install'].join('.')}\`: \`${command}\` holds \`\${{\`: name the value under \`env\`, and write \`"$NAME"\` here`;
    complain({ path: [...above, 'install', index], message });
  }
}

/** What the config says, in the one form that all else knows. */
function machineOf({ runsOn, node, python, install, timeout, env }: CiMachineConfig): Partial<CiMachine> {
  return {
    ...(runsOn === undefined ? {} : { runsOn: [runsOn].flat() }),
    ...(node === undefined ? {} : { node: [node].flat() }),
    ...(python === undefined ? {} : { python: [python].flat() }),
    ...(install === undefined ? {} : { install }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(env === undefined ? {} : { env }),
  };
}
