import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonc } from '../config/jsonc.ts';

const COMMAND = 'lattice-hooks install';

/**
 * What makes the hooks come with `npm install` for whoever clones the repository: what is to be done, or undefined where a
 * script of package.json installs them already. `link`: where the repository has the package, relative to its top. `forced`:
 * whether another hook manager of the project sends git elsewhere, in every clone anew.
 */
export function prepareRemedy(root: string, link: string, forced: boolean): string | undefined {
  const file = join(root, link, '..', '..', 'package.json');
  if (!link.endsWith('node_modules/lattice-hooks') || !existsSync(file)) return undefined;
  const scripts = scriptsOf(readJsonc(file, readFileSync(file, 'utf8')).value);
  const command = forced ? `${COMMAND} --force` : COMMAND;
  if (Object.values(scripts).some((script) => String(script).includes(command))) return undefined;
  return 'prepare' in scripts
    ? `add \`${command}\` to the script "prepare" of package.json`
    : `put it into package.json: \`npm pkg set scripts.prepare="${command}"\``;
}

/** The same as a sentence. What is to be copied stands at its end, without a period. */
export function prepareAdvice(...about: Parameters<typeof prepareRemedy>): string | undefined {
  const remedy = prepareRemedy(...about);
  if (remedy === undefined) return undefined;
  return `For everybody else, ${remedy}${remedy.endsWith('`') ? '' : '.'}`;
}

function scriptsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || !('scripts' in value)) return {};
  const { scripts } = value;
  return typeof scripts === 'object' && scripts !== null ? { ...scripts } : {};
}
