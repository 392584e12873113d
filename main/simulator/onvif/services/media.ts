import { FRAMES_PER_SECOND, PROFILE_SIZE, type ProfileName } from '../../types.ts';
import { SERVICE_PATH, serviceAddress, type OnvifCamera } from '../onvif-camera.ts';
import type { Service } from '../service.ts';
import { invalidArgument } from '../soap-message.ts';
import { child, childText, NAMESPACE, type XmlElement } from '../soap-xml.ts';
import { MEDIA_CAPABILITIES } from './media-capabilities.ts';
import { ptzConfiguration } from './ptz-configuration.ts';

export const VIDEO_SOURCE_TOKEN = 'vs0';
export const VIDEO_SOURCE_CONFIGURATION_TOKEN = 'vsc0';

const PROFILES: readonly ProfileName[] = ['main', 'sub'];
const BITRATE_LIMIT_KBIT: Readonly<Record<ProfileName, number>> = { main: 2048, sub: 512 };

/** The media service (ONVIF Media 1, media.wsdl) with the fixed profiles "main" and "sub". */
export const mediaService: Service = {
  namespace: NAMESPACE.trt,
  withoutCredentials: new Set(['GetServiceCapabilities']),
  operations: {
    GetServiceCapabilities: () => `<trt:GetServiceCapabilitiesResponse>${MEDIA_CAPABILITIES}</trt:GetServiceCapabilitiesResponse>`,
    GetProfiles: ({ camera }) => `<trt:GetProfilesResponse>${PROFILES.map((name) => profile(camera, name, 'trt:Profiles')).join('')}</trt:GetProfilesResponse>`,
    GetProfile: ({ camera, request }) => `<trt:GetProfileResponse>${profile(camera, profileToken(request.operation), 'trt:Profile')}</trt:GetProfileResponse>`,
    GetStreamUri: ({ camera, request }) => streamUri(camera, request.operation),
    GetSnapshotUri: ({ camera, request }) =>
      mediaUri('trt:GetSnapshotUriResponse', serviceAddress(camera, `${SERVICE_PATH.snapshot}${profileToken(request.operation)}`)),
    GetVideoSources: () =>
      `<trt:GetVideoSourcesResponse><trt:VideoSources token="${VIDEO_SOURCE_TOKEN}"><tt:Framerate>${FRAMES_PER_SECOND}</tt:Framerate>` +
      `<tt:Resolution><tt:Width>${PROFILE_SIZE.main.width}</tt:Width><tt:Height>${PROFILE_SIZE.main.height}</tt:Height></tt:Resolution></trt:VideoSources></trt:GetVideoSourcesResponse>`,
    GetVideoSourceConfigurations: () =>
      `<trt:GetVideoSourceConfigurationsResponse>${videoSourceConfiguration('trt:Configurations')}</trt:GetVideoSourceConfigurationsResponse>`,
    GetVideoSourceConfiguration: () =>
      `<trt:GetVideoSourceConfigurationResponse>${videoSourceConfiguration('trt:Configuration')}</trt:GetVideoSourceConfigurationResponse>`,
    GetVideoEncoderConfigurations: () =>
      `<trt:GetVideoEncoderConfigurationsResponse>${PROFILES.map((name) => videoEncoderConfiguration(name, 'trt:Configurations')).join('')}</trt:GetVideoEncoderConfigurationsResponse>`,
    GetVideoEncoderConfiguration: ({ request }) => {
      const name = PROFILES.find((candidate) => encoderToken(candidate) === childText(request.operation, 'ConfigurationToken'));
      if (!name) throw invalidArgument('ter:NoConfig', 'There is no such video encoder configuration');
      return `<trt:GetVideoEncoderConfigurationResponse>${videoEncoderConfiguration(name, 'trt:Configuration')}</trt:GetVideoEncoderConfigurationResponse>`;
    },
  },
};

/** The profile an operation names. Throws ter:NoProfile. */
export function profileToken(operation: XmlElement): ProfileName {
  const token = childText(operation, 'ProfileToken');
  const name = PROFILES.find((candidate) => candidate === token);
  if (!name) throw invalidArgument('ter:NoProfile', 'There is no such media profile');
  return name;
}

function streamUri(camera: OnvifCamera, operation: XmlElement): string {
  const setup = child(operation, 'StreamSetup');
  const stream = childText(setup, 'Stream');
  const protocol = childText(child(setup, 'Transport'), 'Protocol');
  if (stream !== null && stream !== 'RTP-Unicast') throw invalidArgument('ter:InvalidStreamSetup', 'Only unicast is offered');
  if (protocol !== null && !['UDP', 'TCP', 'RTSP'].includes(protocol)) throw invalidArgument('ter:InvalidStreamSetup', 'Only UDP and RTSP are offered');
  return mediaUri('trt:GetStreamUriResponse', `rtsp://${camera.host}:${camera.rtspPort}/${camera.description.id}/${profileToken(operation)}`);
}

function mediaUri(response: string, uri: string): string {
  return (
    `<${response}><trt:MediaUri><tt:Uri>${uri}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>` +
    `<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></${response}>`
  );
}

function profile(camera: OnvifCamera, name: ProfileName, element: string): string {
  return (
    `<${element} token="${name}" fixed="true"><tt:Name>${name}</tt:Name>${videoSourceConfiguration('tt:VideoSourceConfiguration')}` +
    `${videoEncoderConfiguration(name, 'tt:VideoEncoderConfiguration')}${camera.motion ? ptzConfiguration('tt:PTZConfiguration') : ''}</${element}>`
  );
}

function videoSourceConfiguration(element: string): string {
  const { width, height } = PROFILE_SIZE.main;
  return (
    `<${element} token="${VIDEO_SOURCE_CONFIGURATION_TOKEN}"><tt:Name>source</tt:Name><tt:UseCount>2</tt:UseCount>` +
    `<tt:SourceToken>${VIDEO_SOURCE_TOKEN}</tt:SourceToken><tt:Bounds x="0" y="0" width="${width}" height="${height}"/></${element}>`
  );
}

function encoderToken(name: ProfileName): string {
  return `vec_${name}`;
}

function videoEncoderConfiguration(name: ProfileName, element: string): string {
  const { width, height } = PROFILE_SIZE[name];
  return (
    `<${element} token="${encoderToken(name)}"><tt:Name>${name}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>` +
    `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality>` +
    `<tt:RateControl><tt:FrameRateLimit>${FRAMES_PER_SECOND}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>${BITRATE_LIMIT_KBIT[name]}</tt:BitrateLimit></tt:RateControl>` +
    `<tt:H264><tt:GovLength>${FRAMES_PER_SECOND}</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>` +
    '<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address><tt:Port>0</tt:Port><tt:TTL>0</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>' +
    `<tt:SessionTimeout>PT60S</tt:SessionTimeout></${element}>`
  );
}
