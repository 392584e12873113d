/** Why something is missing. Keys of the catalogue under `gapCause.`. */
export const GAP_CAUSES = [
  'camera-lost',
  'gateway-restarted',
  'recorder-restarted',
  'host-stopped',
  'disk-full',
  'clock-set',
  'switched-off',
  'file-lost',
  'expired',
  'not-recorded',
] as const;
export type GapCause = (typeof GAP_CAUSES)[number];
