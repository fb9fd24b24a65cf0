import { getWorkflowSchema, MappingDefinition } from './github.ts';

let known: readonly (readonly string[])[] | undefined;

/** All keys that the syntax of workflows has anywhere, events and permissions among them. */
export function keysOfWorkflows(): readonly string[] {
  return [...new Set(mappings().flat())];
}

/** Keys of what has most of these beside each other; all where none has any. */
export function keysBeside(siblings: readonly string[]): readonly string[] {
  const scored = mappings().map((keys) => ({ keys, score: siblings.filter((key) => keys.includes(key)).length }));
  const best = Math.max(...scored.map(({ score }) => score));
  return [...new Set(scored.filter(({ score }) => score === best).flatMap(({ keys }) => keys))];
}

/** The keys of everything that has keys of its own. */
function mappings(): readonly (readonly string[])[] {
  known ??= Object.values(getWorkflowSchema().definitions).flatMap((definition) =>
    definition instanceof MappingDefinition ? [Object.keys(definition.properties)] : [],
  );
  return known;
}
