/** A part of the host with a life: started in the order of the table in app.ts, stopped in reverse. */
export interface Module {
  readonly name: string;
  /** Resolves once the part works, or has begun to and says so in its health. Must not wait for the outside world. */
  start(): Promise<void>;
  /** Ends everything it started. */
  stop(): Promise<void>;
}
