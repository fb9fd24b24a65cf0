/** Whether CI runs us, by the variable that all of them set. */
export function isCI(env: Readonly<Record<string, string | undefined>>): boolean {
  const { CI = '' } = env;
  return CI !== '' && CI !== 'false';
}
