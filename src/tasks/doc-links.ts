import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import type { InspectionKind } from '../core/contracts/tasks.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { RepoPath } from '../core/files.ts';
import { option } from '../core/option.ts';
import { checkLinks } from '../doc-links/check.ts';
import { languageOf } from '../doc-links/documents.ts';
import { fixLinks } from '../doc-links/fix.ts';
import { asksGit } from '../doc-links/home.ts';
import { severitySchema } from '../doc-links/severities.ts';
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

function textOrTexts(z: SchemaLibrary): Schema {
  return z.union([z.string(), z.array(z.string())]);
}

export default {
  type: 'inspection',
  summary: 'Finds links in documents that lead to no file or heading',
  options: (z) => ({
    ...siteOptions(z),
    ...externalOptions(z),
    comments: option(z, textOrTexts(z), 'globs of sources whose comments are looked through for links, too'),
    ignore: option(
      z,
      textOrTexts(z),
      'links that are not judged: as written, or the path they lead to; `*` stands for anything',
    ),
    repository: option(z, textOrTexts(z), 'addresses of the repository on the web; those of its remotes without it'),
    branch: option(z, textOrTexts(z), 'the branches that are shown there; those of its remotes without it'),
    fix: option(
      z,
      z.boolean(),
      'whether a run that may write rewrites links to what the change renames, in documents that are part of it',
    ),
    severity: option(z, severitySchema(z), 'how grave each kind of finding is, by its rule'),
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

  // Addresses of the repository itself are looked up in it.
  readsHosting: asksGit,

  inspect,

  fix: async (files, options, tools) => fixLinks(await subjectsAmong(files, options, tools), options, tools),

  mends: (options) => options['fix'] === true,

  detect(repository) {
    const { length } = [...repository.files].filter((path) => languageOf(path) === 'markdown');
    if (length === 0) return undefined;
    return { found: true, pace: 'fast', because: length === 1 ? '1 Markdown file' : `${length} Markdown files` };
  },
} satisfies InspectionKind;
