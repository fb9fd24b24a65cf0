import { docusaurus } from './docusaurus.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { hugo } from './hugo.ts';
import { mdbook } from './mdbook.ts';
import { mkdocs } from './mkdocs.ts';
import { vitepress } from './vitepress.ts';
import { wiki } from './wiki.ts';

/** All profiles by the names that a config gives them. */
export const PROFILES = { github, gitlab, docusaurus, vitepress, mkdocs, hugo, mdbook, wiki } as const;
