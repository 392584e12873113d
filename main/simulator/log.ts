/**
 * The little the simulator asks of a log. A pino logger fits as it is; tests give a silent or collecting one.
 * Fields are data (ids, counts, an Error as `err`), the message says what was being done.
 */
export interface SimulatorLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
