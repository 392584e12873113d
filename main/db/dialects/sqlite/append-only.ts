/** Triggers with which the database itself refuses to change or remove rows of a table. */
export function appendOnly(table: string): string[] {
  return ['update', 'delete'].map(
    (verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
  );
}
