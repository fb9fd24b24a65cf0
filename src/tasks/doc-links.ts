import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { InspectionKind } from '../core/contracts/tasks.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { RepoPath } from '../core/files.ts';
import { checkLinks } from '../doc-links/check.ts';
import { languageOf } from '../doc-links/documents.ts';
import { fixLinks } from '../doc-links/fix.ts';
import { severityOption } from '../doc-links/severities.ts';
import { siteOptions } from '../doc-links/site-options.ts';
import { commentGlobs, commentsProblem, subjectsAmong } from '../doc-links/subjects.ts';
import { lookOutside, saidOf } from '../external-links/look-outside.ts';
import { externalOptions, externalVariables } from '../external-links/options.ts';

async function inspect(files: readonly RepoPath[], options: Options, tools: Tools): Promise<Judgment> {
  const unreadable = commentsProblem(options);
  if (unreadable !== undefined) return { status: 'broken', message: unreadable };
  const paths = await subjectsAmong(files, options, tools);
  if (paths.length === 0) return { status: 'skipped', detail: 'there are no documents' };
  const inside = await checkLinks(paths, options, tools);
  if ('problem' in inside) return { status: 'broken', message: inside.problem };
  const outside = await lookOutside(inside, options, tools);
  if ('problem' in outside && inside.findings.every(({ severity }) => severity !== 'error')) {
    return { status: 'broken', message: outside.problem };
  }
  const all = [...inside.findings, ...saidOf(outside)];
  if (all.some(({ severity }) => severity === 'error')) return { status: 'failed', findings: all };
  // What other sites say is true for a time.
  const isLasting = inside.isLasting && options['external'] !== true;
  return { status: 'passed', findings: all, ...(isLasting ? {} : { lasting: false }) };
}

export default {
  type: 'inspection',
  summary: 'Finds links in documents that lead to no file or heading',
  options: (z) => ({
    ...siteOptions(z),
    ...externalOptions(z),
    // Globs of sources whose comments are looked through for links, too.
    comments: z.optional(z.union([z.string(), z.array(z.string())])),
    // Links that are not judged: as written, or the path they lead to; `*` stands for anything.
    ignore: z.optional(z.union([z.string(), z.array(z.string())])),
    // Addresses of the repository on the web, and the branches that are shown there: by default those of its remotes.
    repository: z.optional(z.union([z.string(), z.array(z.string())])),
    branch: z.optional(z.union([z.string(), z.array(z.string())])),
    // Whether a run that may write rewrites links to what the change renames, in documents that are part of it.
    fix: z.optional(z.boolean()),
    // How grave each kind of finding is, by its rule.
    severity: severityOption(z),
  }),
  files: [
    '**/*.[mM][dD]',
    '**/*.[mM][dD][xX]',
    '**/*.[mM][aA][rR][kK][dD][oO][wW][nN]',
    '**/*.rst',
    '**/*.adoc',
    '**/*.asciidoc',
  ],
  alsoAbout: commentGlobs,
  scope: 'project',
  // Any file can be what a link leads to, so a pass says something about this very tree only.
  inputs: ['**/*'],

  passEnv: externalVariables,

  inspect,

  fix: async (files, options, tools) => fixLinks(await subjectsAmong(files, options, tools), options, tools),

  mends: (options) => options['fix'] === true,

  detect(repository) {
    const { length } = [...repository.files].filter((path) => languageOf(path) === 'markdown');
    if (length === 0) return undefined;
    return { found: true, pace: 'fast', because: length === 1 ? '1 Markdown file' : `${length} Markdown files` };
  },
} satisfies InspectionKind;
