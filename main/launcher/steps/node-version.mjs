import { SetupError } from './setup-error.mjs';

/** The oldest Node that can load CommonJS dependencies that are ES modules inside, which some of ours are. */
export const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * @param {string} version as in `process.versions.node`
 * @returns {boolean}
 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor);
}

/**
 * @param {string} [version]
 * @returns {void}
 * @throws {SetupError} when this Node is too old to go on
 */
export function requireNode(version = process.versions.node) {
  if (isNodeNewEnough(version)) return;
  throw new SetupError(
    `Lubart needs Node ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer; this is Node ${version}.`,
    'Install a newer Node (https://nodejs.org) and start again.',
  );
}
