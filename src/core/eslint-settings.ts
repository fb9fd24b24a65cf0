/** What is switched on in a project's config of ESLint. Plain JSON: one process tells it to another. */
export interface EslintSettings {
  /** Those of plugins; the same one may be named twice. */
  readonly rules: readonly PluginRule[];
  /** Whether the parser builds a program of many files. */
  readonly hasProgram: boolean;
}

/** A rule of a plugin. */
export interface PluginRule {
  /** Name of the plugin's package, or what it would be called. */
  readonly plugin: string;
  /** Its name in the plugin. */
  readonly name: string;
  /** Whether it asks for types, which stand in other files. */
  readonly isTyped: boolean;
}
