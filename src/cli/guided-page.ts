import { openPage, type Page } from '../report-text/page.ts';
import type { World } from '../run/world.ts';
import { readGuideRoot } from '../system/guide-root.ts';
import type { Terminal } from './terminal/terminal.ts';

/** A page for the terminal that knows where the documentation begins: for commands that explain what they find. */
export function openGuidedPage(terminal: Terminal, { packageFolder }: Pick<World, 'packageFolder'>): Page {
  const guide = readGuideRoot(packageFolder);
  return openPage({ ...terminal, ...(guide === undefined ? {} : { guide }) });
}
