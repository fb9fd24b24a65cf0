// Next's documentation is written for its site: links name routes. A repository would have paths of files there.

import path from 'node:path';

const LINK = /\]\(\/(?:docs\/)?([^)\s#]*)(#[^)\s]*)?\)/g;

/**
 * The text of a page with paths of files in place of those routes that have one.
 * @param {string} text @param {string} page path of the page @param {ReadonlyMap<string, string>} files by route
 */
export function withFilesForRoutes(text, page, files) {
  return text.replace(LINK, (link, /** @type {string} */ route, /** @type {string} */ fragment = '') => {
    const file = files.get(route.replace(/\/$/, ''));
    return file === undefined
      ? link.replace('](/', '](https://nextjs.org/')
      : `](${path.posix.relative(path.posix.dirname(page), file)}${fragment})`;
  });
}

/** Files by the route that the site shows them at: without the numbers that order them. @param {readonly string[]} pages */
export function filesByRoute(pages) {
  return new Map(pages.map((page) => [routeOf(page), page]));
}

/** @param {string} page */
function routeOf(page) {
  return page
    .replace(/\.mdx?$/, '')
    .split('/')
    .map((segment) => segment.replace(/^\d+-/, ''))
    .join('/')
    .replace(/\/index$/, '');
}
