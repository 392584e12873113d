export const cameras = {
  /** Why a camera's picture is as it is: the camera's `stateReason`. */
  reason: {
    noData: 'connected, but no pictures come',
    noAnswer: 'the camera does not answer',
    credentials: 'the camera refuses its user name or password',
    noStream: 'the camera answers, but not with this stream',
    gatewayDown: 'the video gateway is restarting',
    idle: 'not streamed now: nobody watches and nothing is recorded',
  },
};
