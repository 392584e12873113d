/** Tables of the recording feature and its neighbours. Times are UTC milliseconds, ids UUIDv7. */
export interface RecordingTables {}
