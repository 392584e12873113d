export const cameras = {};
