/** Whether what Ruff reports is a rule's: a file that it cannot parse or read is one that most rules have not looked at. */
export function isRuffRule(code: string | undefined): boolean {
  return code !== undefined && code !== 'invalid-syntax' && code !== 'E902' && code !== 'E999';
}
