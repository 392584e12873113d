import { FRAMES_PER_SECOND, PROFILE_SIZE, type ProfileName } from '../types.ts';
import { PAYLOAD_TYPE } from './rtp-packets.ts';

/** Session description (RFC 4566) of one H.264 profile with its parameter sets (RFC 6184, 8.2.1). */
export function describeStream(profile: ProfileName, sets: { sps: Buffer; pps: Buffer }): string {
  const { width, height } = PROFILE_SIZE[profile];
  const sprop = `${sets.sps.toString('base64')},${sets.pps.toString('base64')}`;
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    `s=${profile}`,
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`,
    `a=rtpmap:${PAYLOAD_TYPE} H264/90000`,
    `a=fmtp:${PAYLOAD_TYPE} packetization-mode=1;profile-level-id=${sets.sps.toString('hex', 1, 4)};sprop-parameter-sets=${sprop}`,
    `a=framerate:${FRAMES_PER_SECOND}`,
    `a=framesize:${PAYLOAD_TYPE} ${width}-${height}`,
    'a=control:trackID=0',
    '',
  ].join('\r\n');
}
