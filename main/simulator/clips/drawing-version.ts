/** Raised whenever scenes are drawn or encoded differently, so that loops in the cache are drawn again. */
export const DRAWING_VERSION = 4;
