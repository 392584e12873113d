import { createHash } from 'node:crypto';
import { FIRMWARE_VERSION, MANUFACTURER, modelOf, scopesOf, SERVICE_PATH, serviceAddress, type OnvifCamera } from '../onvif-camera.ts';
import type { Service } from '../service.ts';
import { escapeXml, childText, NAMESPACE } from '../soap-xml.ts';
import { EVENT_CAPABILITIES } from './event-capabilities.ts';
import { PTZ_CAPABILITIES } from './ptz-capabilities.ts';
import { MEDIA_CAPABILITIES } from './media-capabilities.ts';

const DEVICE_CAPABILITIES =
  '<tds:Capabilities><tds:Network IPFilter="false" ZeroConfiguration="false" IPVersion6="false" DynDNS="false"/>' +
  '<tds:Security TLS1.0="false" TLS1.1="false" TLS1.2="false" UsernameToken="true" HttpDigest="true"/>' +
  '<tds:System DiscoveryResolve="false" DiscoveryBye="true" RemoteDiscovery="false" SystemBackup="false" SystemLogging="false" FirmwareUpgrade="false" GeoLocationEntries="1"/></tds:Capabilities>';

/** The device management service (ONVIF Core, devicemgmt.wsdl). */
export const deviceService: Service = {
  namespace: NAMESPACE.tds,
  withoutCredentials: new Set(['GetSystemDateAndTime', 'GetCapabilities', 'GetServices', 'GetServiceCapabilities', 'GetHostname', 'GetWsdlUrl']),
  operations: {
    GetSystemDateAndTime: ({ nowMs }) => systemDateAndTime(nowMs),
    GetServiceCapabilities: () => `<tds:GetServiceCapabilitiesResponse>${DEVICE_CAPABILITIES}</tds:GetServiceCapabilitiesResponse>`,
    GetCapabilities: ({ camera }) => `<tds:GetCapabilitiesResponse><tds:Capabilities>${capabilities(camera)}</tds:Capabilities></tds:GetCapabilitiesResponse>`,
    GetServices: ({ camera, request }) => services(camera, childText(request.operation, 'IncludeCapability') === 'true'),
    GetDeviceInformation: ({ camera }) =>
      '<tds:GetDeviceInformationResponse>' +
      `<tds:Manufacturer>${MANUFACTURER}</tds:Manufacturer><tds:Model>${modelOf(camera)}</tds:Model>` +
      `<tds:FirmwareVersion>${FIRMWARE_VERSION}</tds:FirmwareVersion><tds:SerialNumber>${serialNumber(camera)}</tds:SerialNumber>` +
      `<tds:HardwareId>${modelOf(camera)}</tds:HardwareId></tds:GetDeviceInformationResponse>`,
    GetScopes: ({ camera }) =>
      `<tds:GetScopesResponse>${scopesOf(camera)
        .map((scope) => `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(scope)}</tt:ScopeItem></tds:Scopes>`)
        .join('')}</tds:GetScopesResponse>`,
    GetHostname: ({ camera }) =>
      `<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>camera-${camera.description.id}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>`,
    GetNetworkInterfaces: ({ camera }) =>
      '<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled>' +
      `<tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>${macAddress(camera)}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info>` +
      `<tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${camera.host}</tt:Address><tt:PrefixLength>8</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4>` +
      '</tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>',
    GetGeoLocation: ({ camera }) => geoLocation(camera),
    GetWsdlUrl: () => '<tds:GetWsdlUrlResponse><tds:WsdlUrl>https://www.onvif.org/</tds:WsdlUrl></tds:GetWsdlUrlResponse>',
    GetDiscoveryMode: () => '<tds:GetDiscoveryModeResponse><tds:DiscoveryMode>Discoverable</tds:DiscoveryMode></tds:GetDiscoveryModeResponse>',
    GetUsers: () => '<tds:GetUsersResponse/>',
    SystemReboot: ({ camera }) => {
      camera.reboot();
      return '<tds:SystemRebootResponse><tds:Message>Rebooting</tds:Message></tds:SystemRebootResponse>';
    },
  },
};

function systemDateAndTime(nowMs: number): string {
  const now = new Date(nowMs);
  const utc =
    `<tt:Time><tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second></tt:Time>` +
    `<tt:Date><tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day></tt:Date>`;
  return (
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>' +
    `<tt:TimeZone><tt:TZ>EET-2EEST,M3.5.0/3,M10.5.0/4</tt:TZ></tt:TimeZone><tt:UTCDateTime>${utc}</tt:UTCDateTime>` +
    '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>'
  );
}

function capabilities(camera: OnvifCamera): string {
  const address = (path: string): string => `<tt:XAddr>${serviceAddress(camera, path)}</tt:XAddr>`;
  return (
    `<tt:Device>${address(SERVICE_PATH.device)}<tt:Network><tt:IPFilter>false</tt:IPFilter><tt:ZeroConfiguration>false</tt:ZeroConfiguration><tt:IPVersion6>false</tt:IPVersion6><tt:DynDNS>false</tt:DynDNS></tt:Network>` +
    '<tt:System><tt:DiscoveryResolve>false</tt:DiscoveryResolve><tt:DiscoveryBye>true</tt:DiscoveryBye><tt:RemoteDiscovery>false</tt:RemoteDiscovery><tt:SystemBackup>false</tt:SystemBackup><tt:SystemLogging>false</tt:SystemLogging><tt:FirmwareUpgrade>false</tt:FirmwareUpgrade><tt:SupportedVersions><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tt:SupportedVersions></tt:System></tt:Device>' +
    `<tt:Events>${address(SERVICE_PATH.events)}<tt:WSSubscriptionPolicySupport>false</tt:WSSubscriptionPolicySupport><tt:WSPullPointSupport>true</tt:WSPullPointSupport><tt:WSPausableSubscriptionManagerInterfaceSupport>false</tt:WSPausableSubscriptionManagerInterfaceSupport></tt:Events>` +
    `<tt:Imaging>${address(SERVICE_PATH.imaging)}</tt:Imaging>` +
    `<tt:Media>${address(SERVICE_PATH.media)}<tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media>` +
    (camera.motion ? `<tt:PTZ>${address(SERVICE_PATH.ptz)}</tt:PTZ>` : '')
  );
}

function services(camera: OnvifCamera, includeCapability: boolean): string {
  const offered: [string, string, string][] = [
    [NAMESPACE.tds, SERVICE_PATH.device, DEVICE_CAPABILITIES],
    [NAMESPACE.trt, SERVICE_PATH.media, MEDIA_CAPABILITIES],
    [NAMESPACE.tev, SERVICE_PATH.events, EVENT_CAPABILITIES],
    [NAMESPACE.timg, SERVICE_PATH.imaging, '<timg:Capabilities/>'],
    ...(camera.motion ? [[NAMESPACE.tptz, SERVICE_PATH.ptz, PTZ_CAPABILITIES] satisfies [string, string, string]] : []),
  ];
  const entries = offered.map(
    ([namespace, path, inner]) =>
      `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${serviceAddress(camera, path)}</tds:XAddr>` +
      (includeCapability ? `<tds:Capabilities>${inner}</tds:Capabilities>` : '') +
      '<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>',
  );
  return `<tds:GetServicesResponse>${entries.join('')}</tds:GetServicesResponse>`;
}

function geoLocation(camera: OnvifCamera): string {
  const { longitude, latitude, elevationMetres, heightMetres, azimuthDegrees } = camera.description;
  return (
    '<tds:GetGeoLocationResponse><tds:Location Entity="VideoSource" Token="vs0" Fixed="true" AutoGeo="false">' +
    `<tt:GeoLocation lon="${longitude}" lat="${latitude}" elevation="${elevationMetres + heightMetres}"/>` +
    `<tt:GeoOrientation roll="0" pitch="-12" yaw="${azimuthDegrees}"/></tds:Location></tds:GetGeoLocationResponse>`
  );
}

function serialNumber(camera: OnvifCamera): string {
  return `DC-${camera.description.id.toUpperCase()}`;
}

/** A locally administered address, the same for the same camera. */
function macAddress(camera: OnvifCamera): string {
  const bytes = createHash('sha256').update(camera.uuid).digest().subarray(0, 5);
  return ['02', ...[...bytes].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
