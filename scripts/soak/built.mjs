// What the task that builds leaves behind, by name.

/** What somebody writes over a file that was built: nobody may take that away, unless it is built anew. */
export const FOREIGN = 'of somebody';

/** Whether the task that builds leaves a file of this name. @param {string} file */
export function isBuilt(file) {
  return file.startsWith('out/') && file.endsWith('.out');
}
