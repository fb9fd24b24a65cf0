/** Names that scripts of a site give a meaning to, by its host: lines, comments, changes. */
const BY_SITE: readonly (readonly [host: RegExp, name: RegExp])[] = [
  [
    /^(?:gist\.)?github\.com$/,
    /^(?:L\d+|r?diff-|file-|issue(?:comment)?-\d|discussion|pullrequestreview-|event-|commitcomment-|r\d+$|partial-|readme|start-of-content)/i,
  ],
  [/(?:^|\.)gitlab\./, /^(?:L\d+|note_\d+|diff-)/i],
  [/(?:^|\.)bitbucket\.org$/, /^(?:lines-|comment-)/i],
];

/**
 * Whether a name can be looked for in the HTML of a page. Routes and settings of scripts (`#/a`, `#!a`, `#page=2`) are no
 * names of elements, and what a site's own scripts make of a name is not in its HTML.
 */
export function isCheckable(url: URL, fragment: string): boolean {
  if (/^[/!?]|[=&]/.test(fragment)) return false;
  return !BY_SITE.some(([host, name]) => host.test(url.hostname) && name.test(fragment));
}
