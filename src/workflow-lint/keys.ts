import { getWorkflowSchema, MappingDefinition } from './github.ts';

let known: readonly string[] | undefined;

/** All keys that the syntax of workflows has anywhere, events and permissions among them. */
export function keysOfWorkflows(): readonly string[] {
  known ??= [
    ...new Set(
      Object.values(getWorkflowSchema().definitions).flatMap((definition) =>
        definition instanceof MappingDefinition ? Object.keys(definition.properties) : [],
      ),
    ),
  ];
  return known;
}
