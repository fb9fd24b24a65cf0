import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/config/config-error.ts';
import { compileLinks } from '../../src/config/links.ts';

describe('compileLinks', () => {
  const compiled = (root: string, link: string | readonly string[] | undefined) => {
    const problems: Problem[] = [];
    return { paths: compileLinks(root, link, (problem) => problems.push(problem)), problems };
  };

  it('has the paths from the top of the repository', () => {
    expect(compiled('', ['vendor', './third_party//models/'])).toEqual({
      paths: ['vendor', 'third_party/models'],
      problems: [],
    });
    expect(compiled('services/api', 'data').paths).toEqual(['services/api/data']);
    expect(compiled('', undefined).paths).toEqual([]);
  });

  it.each(['/etc', '../other', 'vendor/../..', '.', './', '/'])('refuses %s, and says where it stands', (path) => {
    expect(compiled('', ['vendor', path])).toEqual({
      paths: ['vendor'],
      problems: [
        { path: ['link', 1], message: `\`link\`: \`${path}\` is no folder or file below the config's folder` },
      ],
    });
    expect(compiled('', path).problems[0]?.path).toEqual(['link']);
  });
});
