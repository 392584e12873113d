/** Our ONVIF client: small, typed, suspicious. Knows no feature and no database. */
export { OnvifDevice, type OnvifDeviceOptions } from './device.ts';
export type { DeviceInformation, GeoLocation } from './device-facts.ts';
export type { MediaProfile } from './media.ts';
export type { PtzStatus } from './ptz.ts';
export type { DeviceEvent, PullPoint } from './pull-point.ts';
export { readScopes, type ScopeFacts } from './scopes.ts';
export { probeDevices, type DiscoveredDevice, type ProbeOptions } from './discovery.ts';
