/** One step of the schema. Numbered, never edited once it was shipped, one test each. */
export interface Migration {
  /** `0007-what-it-adds`: sorts in the order of application. */
  name: string;
  /** Runs statements inside the migration's own transaction. */
  up(run: (sql: string) => Promise<unknown>): Promise<void>;
}
