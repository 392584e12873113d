/** Tables of the cameras feature and its neighbours. Times are UTC milliseconds, ids UUIDv7. */
export interface CamerasTables {}
