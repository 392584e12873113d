/** What a device tells about itself in scopes (ONVIF Core, section Discovery: onvif://www.onvif.org/<category>/<value>). */

export interface ScopeFacts {
  name: string;
  hardware: string;
  /** `location/district/...` */
  district: string;
  /** `location/place/...`, or the bare location that most devices give. */
  place: string;
  azimuthDeg: number | null;
  fovDeg: number | null;
  heightM: number | null;
}

const PREFIX = /^onvif:\/\/www\.onvif\.org\//i;
const MAX_TEXT = 200;
/** Bare locations such as `location/country/ua` say less than nothing of the place. */
const OTHER_LOCATIONS = new Set(['country', 'city', 'region', 'state', 'floor', 'room', 'building', 'district', 'place', 'azimuth', 'fov', 'height']);

/** Reads the scopes; values are percent-decoded, unknown ones left aside. */
export function readScopes(scopes: readonly string[]): ScopeFacts {
  const values = scopes.filter((scope) => PREFIX.test(scope)).map((scope) => scope.replace(PREFIX, '').split('/').map(percentDecoded));
  const first = (...path: string[]): string => {
    const found = values.find((parts) => parts.length > path.length && path.every((part, index) => parts[index]?.toLowerCase() === part));
    return found?.slice(path.length).join('/').slice(0, MAX_TEXT).trim() ?? '';
  };
  const bareLocation = values.find((parts) => parts[0]?.toLowerCase() === 'location' && parts[1] !== undefined && !OTHER_LOCATIONS.has(parts[1].toLowerCase()));
  return {
    name: first('name').replaceAll('_', ' '),
    hardware: first('hardware'),
    district: first('location', 'district'),
    place: first('location', 'place') || (bareLocation?.slice(1).join('/').slice(0, MAX_TEXT).trim() ?? ''),
    azimuthDeg: numberIn(first('location', 'azimuth') || first('azimuth'), 0, 359.999),
    fovDeg: numberIn(first('location', 'fov') || first('fov'), 1, 360),
    heightM: numberIn(first('location', 'height') || first('height'), 0, 300),
  };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function numberIn(text: string, from: number, to: number): number | null {
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= from && value <= to ? value : null;
}
