/** Tables of the incidents feature and its neighbours. Times are UTC milliseconds, ids UUIDv7. */
export interface IncidentsTables {}
