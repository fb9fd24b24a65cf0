import { readFileSync } from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { entryNames } from '../../src/catalog.ts';
import { GUIDE_PLACES, guideLink, guideRoot } from '../../src/core/guide.ts';
import { readMarkdown } from '../../src/markdown/document.ts';
import { RULES } from '../../src/workflow-lint/rules.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Places that have no page, or no such heading or anchor on it. */
function missing(places: readonly string[]): readonly string[] {
  return places.filter((place) => {
    const [page = '', section] = place.split('#');
    try {
      const { headings, names } = readMarkdown(readFileSync(path.join(root, 'docs', page), 'utf8'));
      const slugger = new GithubSlugger();
      const anchors = new Set([...headings.map((heading) => slugger.slug(heading)), ...names]);
      return section !== undefined && !anchors.has(section);
    } catch {
      return true;
    }
  });
}

// Those of diagnoses: `diagnoses/diagnose.test.ts` sees that each is described, with an anchor.
const doctor = readFileSync(path.join(root, 'docs/doctor.md'), 'utf8');
const diagnoses = [...doctor.matchAll(/^\| <a id="([a-z-]+)">/gm)].map(([, id]) => `doctor.md#${id}`);

describe('a place that messages lead to', () => {
  it.each([
    ['sections', GUIDE_PLACES, 25],
    ['kinds', entryNames('tasks').map((kind) => `kinds/${kind}.md`), 30],
    ['diagnoses', [...diagnoses, 'doctor.md#hooks-path', 'doctor.md#hook-foreign', 'doctor.md#hook-lost'], 50],
    ['rules of workflows', [...RULES.map(({ name }) => `ci-lint.md#${name}`), 'ci-lint.md#suppression'], 30],
  ])('is there: %s', (_, places, least) => {
    expect(places.length).toBeGreaterThan(least);
    expect(missing(places)).toEqual([]);
  });

  it('is missed where it is not', () => {
    expect(missing(['config.md', 'config.md#a-tsak', 'confg.md'])).toEqual(['config.md#a-tsak', 'confg.md']);
  });
});

describe('the documentation of a package', () => {
  const released = (url: unknown, version: unknown = '1.2.3') =>
    guideRoot({ repository: { type: 'git', url }, version });

  it('is at the tag of its version, where it was released from', () => {
    expect(released('git+https://github.com/acme/lattice-hooks.git')).toBe(
      'https://github.com/acme/lattice-hooks/blob/v1.2.3/',
    );
    expect(released('git+https://git.acme.example/a.b/c_d.js.git', '2.0.0-rc.1')).toBe(
      'https://git.acme.example/a.b/c_d.js/blob/v2.0.0-rc.1/',
    );
    expect(guideRoot({ repository: 'git+https://github.com/a/b.git', version: '0.1.0' })).toBe(
      'https://github.com/a/b/blob/v0.1.0/',
    );
  });

  it('reads what the workflow that publishes writes', () => {
    const script = readFileSync(path.join(root, 'scripts/release-metadata.mjs'), 'utf8');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in the script
    expect(script).toContain('url: `git+${address}.git`');
  });

  it.each([
    ['no repository', undefined],
    ['another form', 'github:acme/lattice-hooks'],
    ['another scheme', 'git+ssh://git@github.com/acme/lattice-hooks.git'],
    ['a user in it', 'git+https://user:token@github.com/acme/lattice-hooks.git'],
    ['a way up', 'git+https://github.com/../lattice-hooks.git'],
    ['more than a name', 'git+https://github.com/acme/lattice-hooks/x.git'],
    ['a query', 'git+https://github.com/acme/lattice-hooks?x=.git'],
    ['a line end', 'git+https://github.com/acme/lattice\n.git'],
    ['an escape', 'git+https://github.com/acme/\u001b[31m.git'],
  ])('is nowhere with %s', (_, url) => {
    expect(released(url)).toBeUndefined();
  });

  it('is nowhere without a version that has a tag', () => {
    const url = 'git+https://github.com/acme/lattice-hooks.git';
    for (const version of [undefined, 1, '', 'latest', '1.2', '1.2.3/../..', '1.2.3\n'])
      expect(guideRoot({ repository: { url }, version })).toBeUndefined();
    for (const manifest of [undefined, null, 'x', [], { repository: null }])
      expect(guideRoot(manifest)).toBeUndefined();
  });

  it('is named by the path in its repository where there is no address', () => {
    expect(guideLink('config.md#a-task')).toBe('docs/config.md#a-task');
    expect(guideLink('config.md#a-task', 'https://a.example/b/c/blob/v1.0.0/')).toBe(
      'https://a.example/b/c/blob/v1.0.0/docs/config.md#a-task',
    );
  });
});
