import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import type { AnchorMatch } from './anchors.ts';
import type { Circumstance } from './messages.ts';
import { explain, formHint, linkTo, quote } from './messages.ts';
import type { Moved } from './moved.ts';
import type { AnchorQuestion, LineQuestion, MissingQuestion, PinnedQuestion } from './questions.ts';
import type { LinkSource } from './references.ts';

/** A link to a path that only one machine has. */
export function diskFinding(source: LinkSource): Finding {
  return found(
    'warning',
    'local-path',
    `${quote(source.link.destination)} is a path that only one machine has`,
    source,
  );
}

/** A link that is a program. */
export function scriptFinding(source: LinkSource): Finding {
  const message = `${quote(source.link.destination)} is a script, which hosts such as GitHub take off the page`;
  return found('warning', 'script-link', message, source);
}

/** A link to a file or folder that is not there. `circumstance.suggestion` is a path of the repository. */
export function missingFinding(
  source: LinkSource,
  { place, isCertain, isResource }: MissingQuestion,
  circumstance: Circumstance,
): Finding {
  const written = quote(source.link.destination);
  switch (place.type) {
    case 'outside':
      // The site may have a page there; a symbolic link to a path of one machine leads nowhere for anybody else.
      return found(
        place.link === undefined ? 'warning' : 'error',
        'outside',
        outsideMessage(written, place.link),
        source,
      );
    case 'no-folder':
      return found('error', 'missing-file', `${written} names a folder, and ${quote(place.path)} is a file`, source);
    case 'missing': {
      const { fate, suggestion, unknown } = circumstance;
      const hint = fate === undefined && unknown === undefined ? formHint(source.link.destination) : undefined;
      const near = suggestion === undefined || hint !== undefined ? undefined : linkTo(suggestion, source.document);
      const fact = explain(quote(place.path), { fate, suggestion: near, unknown });
      const message = [`${written} leads nowhere: ${fact}`, hint].filter((part) => part !== undefined).join('; ');
      if (isCertain || fate !== undefined) return found('error', 'missing-file', message, source);
      return found(
        'warning',
        'missing-page',
        `${message}, ${isResource ? ELSEWHERE : 'unless the site makes a page of that name'}`,
        source,
      );
    }
  }
}

/** A link of a document that the change moved away from what it links to. */
export function movedFinding(source: LinkSource, { from, to }: Moved): Finding {
  const message = `${quote(source.link.destination)} leads nowhere: this change moves the document from ${quote(from)}, from where it led to what is now ${quote(linkTo(to, source.document))}`;
  return found('error', 'missing-file', message, source);
}

/** Parts of a component may lie in several repositories. */
const ELSEWHERE = 'unless another repository has that part of the component';

function outsideMessage(written: string, link: RepoPath | undefined): string {
  return link === undefined
    ? `${written} leads out of the repository; a page of the site that hosts it needs its whole address`
    : `${written} leads out of the repository: ${quote(link)} is a symbolic link to a path outside`;
}

/** A link to an anchor that is not there. */
export function anchorFinding(source: LinkSource, question: AnchorQuestion, circumstance: Circumstance): Finding {
  const { files, shown, fragment } = question;
  const page = shown === '' ? 'the top folder' : quote(shown);
  const where = shown === source.document ? '' : ` in ${page}`;
  const fact =
    files.length === 0
      ? `${page} has no README`
      : explain(`heading or anchor ${quote(`#${fragment}`)}${where}`, withHash(circumstance));
  const severity = question.isGuess === true ? 'warning' : 'error';
  return found(severity, 'missing-heading', `${quote(source.link.destination)} leads nowhere: ${fact}`, source);
}

function withHash({ fate, suggestion }: Circumstance): Circumstance {
  return {
    fate: fate?.type === 'renamed' ? { type: 'renamed', to: `#${fate.to}` } : fate,
    suggestion: suggestion === undefined ? undefined : `#${suggestion}`,
  };
}

/** A link to an anchor that is there in other letters. `foldsCase`: the site finds it all the same, and most others do not. */
export function otherCaseFinding(
  source: LinkSource,
  match: AnchorMatch & { readonly type: 'other-case' },
  foldsCase: boolean,
): Finding {
  const message = `${quote(source.link.destination)} works only where letter case does not count: the anchor is ${quote(`#${match.name}`)}`;
  return found(foldsCase ? 'warning' : 'error', 'other-case', message, source);
}

/** A link into a tag or commit. `missed`: the path, or the fragment, that is not there. */
export function pinnedFinding(source: LinkSource, { ref }: PinnedQuestion, missed: string): Finding {
  const isHeading = missed.startsWith('#');
  const fact = `${isHeading ? 'heading or anchor ' : ''}${quote(missed)} in ${quote(ref)}`;
  const message = `${quote(source.link.destination)} leads nowhere: there is no ${fact}`;
  return found('error', isHeading ? 'missing-heading' : 'missing-file', message, source);
}

/** A link to lines behind the end of a file. */
export function lineFinding(source: LinkSource, { file, line }: LineQuestion, lines: number): Finding {
  const message = `${quote(source.link.destination)} names line ${line}, and ${quote(file)} has ${lines}`;
  return found('warning', 'missing-line', message, source);
}

function found(severity: Finding['severity'], rule: string, message: string, { document, link }: LinkSource): Finding {
  return { severity, message, file: document, line: link.line, column: link.column, rule };
}
