import { inConfig, taskText } from './config-places.ts';
import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts, MissingTool } from './facts.ts';

/** Programs that cannot be started, once for all tasks of a config that need one, and scripts that are not there. */
export function diagnoseTools(facts: Facts): readonly Diagnosis[] {
  const groups = new Map<string, { readonly first: MissingTool; readonly names: Set<string> }>();
  for (const missing of facts.missingTools ?? []) {
    const key = `${missing.task.root}\0${missing.message}`;
    const group = groups.get(key) ?? { first: missing, names: new Set<string>() };
    group.names.add(missing.task.name);
    groups.set(key, group);
  }
  const tools = [...groups.values()].map(({ first: { task, message, remedy }, names }) =>
    finding({
      id: 'tool-missing',
      ...inConfig(task, facts),
      message: `${[...names].map((name) => `\`${name}\``).join(', ')}: ${message}`,
      remedy,
    }),
  );
  return [...tools, ...missingScripts(facts)];
}

function missingScripts(facts: Facts): readonly Diagnosis[] {
  return (facts.scripts ?? []).flatMap(({ task, name, file, text }) => {
    if (text !== undefined) return [];
    const where = file === undefined ? 'there is no package.json' : `${file} has no script \`${name}\``;
    return finding({
      id: 'script-missing',
      ...inConfig(task, facts),
      message: `${taskText(task)} runs a script, and ${where}`,
      remedy: 'add the script, or mend the command',
    });
  });
}
