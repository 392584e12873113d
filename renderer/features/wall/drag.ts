/** The kind of data a dragged camera carries. */
export const DRAGGED_CAMERA = 'application/x-lubart-camera';
