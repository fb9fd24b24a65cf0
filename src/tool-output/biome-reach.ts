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

/** Whether each file is judged by itself with configs of these texts. Of a config in a package nothing is known. */
export function biomeJudgesByFile(configs: Iterable<string>): boolean {
  return [...configs].every((text) => !WIDE.some((wide) => wide.test(text)) && basesOf(text).every(isOwn));
}

function basesOf(text: string): readonly string[] {
  const [, list = ''] = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text) ?? [];
  return [...list.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name);
}

function isOwn(base: string): boolean {
  return base.startsWith('./') || base.startsWith('../') || base === '//';
}
