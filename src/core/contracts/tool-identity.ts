/** A program that a kind starts, and how a person gets it. */
export type ToolIdentity =
  | {
      /** Name of the executable. */
      readonly program: string;
      /** Which folders it is looked for in first: node_modules/.bin, or a Python environment. */
      readonly ecosystem: 'node' | 'python';
      /** Name of its package. */
      readonly package: string;
    }
  /** One that no package of a project brings along. `install`: a command or an address that leads to it. */
  | { readonly program: string; readonly ecosystem: 'any'; readonly install: string };
