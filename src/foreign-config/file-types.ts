import type { MigrationSite } from '../core/contracts/migrations.ts';
import type { RepoPath } from '../core/files.ts';

/** Tags of `identify`, which pre-commit tells files apart by: endings of names, then whole names. */
const TAGS: Readonly<Record<string, readonly [endings: string, names?: string]>> = {
  asciidoc: ['adoc asciidoc'],
  bash: ['bash bats', '.bash_aliases .bash_profile .bashrc .envrc direnvrc PKGBUILD'],
  c: ['c h'],
  'c#': ['cs csx'],
  'c++': ['c++ c++m cc ccm cpp cppm cxx cxxm h hh hpp hxx inl ino ipp ixx mm tpp'],
  cmake: ['cmake', 'CMakeLists.txt'],
  css: ['css'],
  csv: ['csv'],
  cython: ['pxd pxi pyx'],
  dart: ['dart'],
  dockerfile: ['', 'Containerfile Dockerfile'],
  elixir: ['ex exs'],
  go: ['go'],
  graphql: ['graphql'],
  groovy: ['gradle groovy jenkins jenkinsfile', 'Jenkinsfile'],
  haskell: ['hs'],
  hcl: ['hcl'],
  html: ['htm html xhtml'],
  image: ['avif bmp gif jpeg jpg png svg tif tiff webp'],
  java: ['java'],
  javascript: ['cjs js mjs'],
  jinja: ['j2 jinja jinja2'],
  json: [
    'ejson geojson ipynb json jsonld piskel xctestplan',
    '.babelrc .bowerrc .csslintrc .jshintrc .mention-bot Pipfile.lock',
  ],
  json5: ['json5'],
  jsx: ['jsx'],
  jupyter: ['ipynb'],
  kotlin: ['kt kts'],
  less: ['less'],
  lua: ['lua'],
  makefile: ['make mk', 'GNUmakefile Makefile makefile'],
  markdown: ['markdown md'],
  mdx: ['mdx'],
  nix: ['nix'],
  perl: ['pl pm'],
  php: ['php php4 php5 phtml'],
  'plain-text': ['txt', 'AUTHORS CHANGELOG CONTRIBUTING COPYING LICENSE MAINTAINERS NEWS NOTICE PATENTS README'],
  powershell: ['ps1 psd1 psm1'],
  proto: ['proto'],
  python: ['py pyw pyt gyp gypi tac wsgi', '.pdbrc wscript'],
  pyi: ['pyi'],
  rst: ['rst'],
  ruby: ['gemspec jbuilder rake rb', 'Brewfile config.ru Fastfile Gemfile Rakefile Vagrantfile'],
  rust: ['rs'],
  sass: ['sass'],
  scala: ['sbt sc scala'],
  scss: ['scss'],
  shell: [
    'bash bats csh sh zsh',
    '.bash_aliases .bash_profile .bashrc .cshrc .envrc .profile .zlogin .zlogout .zprofile .zshrc .zshenv direnvrc PKGBUILD',
  ],
  sql: ['sql'],
  svelte: ['svelte'],
  svg: ['svg'],
  swift: ['swift'],
  terraform: ['tf tfvars'],
  tex: ['sty tex'],
  toml: ['toml', 'Cargo.toml Cargo.lock Pipfile poetry.lock pyproject.toml uv.lock'],
  ts: ['ts'],
  tsx: ['tsx'],
  vue: ['vue'],
  xml: ['csproj pom props resx svg targets wsdl xaml xhtml xlf xliff xml xsd xsl xslt'],
  yaml: ['eyaml yaml yamlld yml', '.ansible-lint .clang-format .clang-tidy .salt-lint .yamllint'],
};

/** Programs of a first line (`#!`) that make a file one of the tag. */
const INTERPRETERS: Readonly<Record<string, RegExp>> = {
  bash: /^(?:bash|bats)$/,
  javascript: /^(?:node|nodejs)$/,
  perl: /^perl$/,
  php: /^php[78]?$/,
  python: /^python[\d.]*$/,
  ruby: /^ruby$/,
  shell: /^(?:ash|bash|bats|csh|dash|ksh|sh|tcsh|zsh)$/,
};

/** Files of a type, by their names. */
export interface NamedType {
  /** Endings with their dot, such as `.py`. */
  readonly endings: readonly string[];
  /** Whole names, which a dot and more may follow. */
  readonly names: readonly string[];
}

/** What files of the tag are called; undefined for a tag that says nothing of names, or that nobody knows. */
export function namedType(tag: string): NamedType | undefined {
  const [endings, names = ''] = TAGS[tag] ?? [];
  if (endings === undefined) return undefined;
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  return { endings: words(endings).map((ending) => `.${ending}`), names: words(names) };
}

/** Files of the tag that their ending does not tell: their first line does, their whole name, or an ending in capitals. */
export function oddOnes(tag: string, { files, read }: MigrationSite): readonly RepoPath[] {
  const type = namedType(tag);
  if (type === undefined) return [];
  return [...files].filter((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const [, ending] = /[^.](\.[^.]+)$/.exec(name) ?? [];
    if (type.names.includes(name) || name.split('.').some((part) => type.names.includes(part))) return true;
    if (ending !== undefined) return !type.endings.includes(ending) && type.endings.includes(ending.toLowerCase());
    return interpreterOf(read(path)) !== undefined && INTERPRETERS[tag]?.test(interpreterOf(read(path)) ?? '') === true;
  });
}

/** The program of the first line, without its folder. */
function interpreterOf(text: string | undefined): string | undefined {
  if (text?.startsWith('#!') !== true) return undefined;
  const words = text.slice(2, 200).split('\n')[0]?.trim().split(/\s+/) ?? [];
  const first = words[0]?.split('/').at(-1);
  return first === 'env' ? words.slice(1).find((word) => !word.startsWith('-') && !word.includes('=')) : first;
}
