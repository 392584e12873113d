/** Why the host closed a live socket (RFC 6455 section 7.4.2: 4000-4999 are private). */
export const LIVE_CLOSE = {
  /** The first message was not what the protocol asks for. */
  badMessage: 4400,
  /** The ticket is unknown, used or over. */
  badTicket: 4401,
  /** No picture can be had; the error message before it says why. */
  noPicture: 4502,
  /** The gateway or the camera was restarted: open again. */
  reopen: 4503,
  /** The viewer read too slowly. */
  tooSlow: 4508,
} as const;
