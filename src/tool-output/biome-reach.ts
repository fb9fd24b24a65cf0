import { extended, isFollowed, withoutComments } from './jsonc-text.ts';

/** Rules that look at other files, by `biome explain` of version 2.6: those of the domains `project` and `types`. */
const RULES = [
  'noBaseToString',
  'noDeprecatedImports',
  'noFloatingPromises',
  'noImportCycles',
  'noMeaninglessVoidOperator',
  'noMisleadingReturnType',
  'noMisusedPromises',
  'noMisusedSpread',
  'noPrivateImports',
  'noSelfImport',
  'noTailwindRawColors',
  'noTailwindRestrictedClasses',
  'noTanstackQueryVoidQueryFn',
  'noUndeclaredClasses',
  'noUndeclaredCustomProperties',
  'noUndeclaredDependencies',
  'noUnnecessaryConditions',
  'noUnresolvedDefaultImport',
  'noUnresolvedImports',
  'noUnsafePlusOperands',
  'noUnsafeReturn',
  'noUnsafeUnaryMinus',
  'noUntrustedLicenses',
  'noUnusedClasses',
  'noUselessTypeAssertion',
  'noUselessTypeConversion',
  'useArrayFind',
  'useArraySortCompare',
  'useAwaitThenable',
  'useConsistentEnumValueType',
  'useDisposables',
  'useExhaustiveSwitchCases',
  'useImportExtensions',
  'useIncludes',
  'useJsonImportAttributes',
  'useNullishCoalescing',
  'useRegexpExec',
  'useStrictBooleanExpressions',
  'useStringStartsEndsWith',
  'useTailwindSortedClasses',
  'useValidNamespaceImports',
];

/** What switches on any of them: by its name, by its domain, or with all rules there are. What is off in words is off. */
const WIDE = [
  new RegExp(`"(?:${RULES.join('|')})"\\s*:(?!\\s*"off")`),
  /"(?:project|types|tailwind|tanstackQuery)"\s*:\s*"(?:all|recommended)"/,
  /"preset"\s*:\s*"all"|"all"\s*:\s*true/,
  /"nursery"\s*:\s*"(?!off")/,
];

/** A rule that is switched on by its name. */
const NAMED_RULE = /"(?:no|use)[A-Z]\w*"\s*:(?!\s*"off")/;

/** The version that the list of rules is of. */
const LISTED = [2, 6] as const;

/**
 * Whether each file is judged by itself with configs of these texts. Of a config in a package nothing is known, nor of a rule
 * that a later version may have. `version`: what Biome says of its own.
 */
export function biomeJudgesByFile(configs: Iterable<string>, version: string): boolean {
  const isListed = isUpToListed(version);
  return [...configs].map(withoutComments).every((text) => {
    const isWide = WIDE.some((wide) => wide.test(text)) || (!isListed && NAMED_RULE.test(text));
    return !isWide && extended(text).every((base) => base === '//' || isFollowed(base));
  });
}

function isUpToListed(version: string): boolean {
  const [, major, minor] = /\b(\d+)\.(\d+)\.\d+/.exec(version) ?? [];
  const [mostMajor, mostMinor] = LISTED;
  return (
    major !== undefined && (Number(major) < mostMajor || (Number(major) === mostMajor && Number(minor) <= mostMinor))
  );
}
