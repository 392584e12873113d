/** How a desk is called: a bare number gets the word before it, a name stands as it was given. Pure. */
export function deskLabel(name: string, t: (key: string, values: { name: string }) => string): string {
  return /^\d+$/.test(name) ? t('shell.desk', { name }) : name;
}
