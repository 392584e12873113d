export const recording = {};
