/** The IPC channels between the preload and the desktop process; there are no others. */
export const PAGE_CHANNELS = {
  /** page -> desktop: listening, wants a port. */
  ready: 'lubart:ready',
  /** desktop -> page: `{ httpOrigin }` and one port. */
  port: 'lubart:port',
  /** desktop -> page: the host is gone, a new port will follow. */
  hostLost: 'lubart:host-lost',
} as const;
