import { describe, expect, it } from 'vitest';
import { readCity } from '#main/simulator/city/city-file.ts';
import { lightAt } from '#main/simulator/city/light.ts';
import { camerasOfCity } from '#main/simulator/city/more-cameras.ts';
import { findResource } from '#main/simulator/city/resource-file.ts';
import { matchesProbe, parseProbe, probeMatch } from '#main/simulator/discovery/discovery-message.ts';

const city = await readCity(findResource('demo-city/cameras.json'));

describe('the demo city', () => {
  it('has sixteen named cameras, five with PTZ, each scene and each event somewhere', () => {
    expect(city.cameras).toHaveLength(16);
    expect(city.cameras.filter(({ ptz }) => ptz)).toHaveLength(5);
    expect(new Set(city.cameras.map(({ scene }) => scene)).size).toBe(10);
    expect(new Set(city.cameras.flatMap(({ events }) => events)).size).toBe(5);
    for (const camera of city.cameras) expect(camera.name).toBe(`К-${camera.id.slice(1)}`);
  });

  it('draws no two of them alike', () => {
    expect(new Set(city.cameras.map(({ scene, look }) => `${scene}-${look}`)).size).toBe(16);
  });

  it('grows along its streets, the same way each time', () => {
    const cameras = camerasOfCity(city, 350);
    expect(cameras).toHaveLength(350);
    expect(new Set(cameras.map(({ id }) => id)).size).toBe(350);
    expect(new Set(cameras.map(({ latitude, longitude }) => `${latitude},${longitude}`)).size).toBe(350);
    for (const { latitude, longitude, azimuthDegrees } of cameras) {
      expect(latitude).toBeGreaterThan(50.73);
      expect(latitude).toBeLessThan(50.7701);
      expect(longitude).toBeGreaterThan(25.28);
      expect(longitude).toBeLessThan(25.365);
      expect(azimuthDegrees).toBeLessThan(360);
    }
    expect(camerasOfCity(city, 350)).toEqual(cameras);
    expect(camerasOfCity(city, 3)).toEqual(city.cameras.slice(0, 3));
  });
});

it('is lit by Kyiv time', () => {
  expect(lightAt(Date.UTC(2026, 10, 20, 4, 59), 'auto', 0)).toBe('night');
  expect(lightAt(Date.UTC(2026, 10, 20, 5, 0), 'auto', 0)).toBe('day');
  expect(lightAt(Date.UTC(2026, 10, 20, 15, 29), 'auto', 0)).toBe('day');
  expect(lightAt(Date.UTC(2026, 10, 20, 15, 30), 'auto', 0)).toBe('night');
  expect(lightAt(0, 'mixed', 0)).not.toBe(lightAt(0, 'mixed', 1));
});

describe('discovery', () => {
  const device = {
    uuid: '00000000-0000-5000-8000-000000000001',
    address: 'http://127.0.0.1:1/onvif/device_service',
    scopes: ['onvif://www.onvif.org/location/city/Lutsk'],
    metadataVersion: 1,
  };
  const probe = (inner: string): string =>
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">' +
    `<e:Header><w:MessageID>uuid:1</w:MessageID></e:Header><e:Body><d:Probe>${inner}</d:Probe></e:Body></e:Envelope>`;
  const matches = (inner: string): boolean => {
    const parsed = parseProbe(probe(inner));
    return parsed !== null && matchesProbe(parsed, device);
  };

  it('answers who asks for video transmitters, devices or anything', () => {
    expect(matches('')).toBe(true);
    expect(matches('<d:Types>dn:NetworkVideoTransmitter</d:Types>')).toBe(true);
    expect(matches('<d:Types>dn:NetworkVideoDisplay</d:Types>')).toBe(false);
  });

  it('matches scopes by path segments', () => {
    expect(matches('<d:Scopes>onvif://www.onvif.org/location</d:Scopes>')).toBe(true);
    expect(matches('<d:Scopes>onvif://www.onvif.org/loc</d:Scopes>')).toBe(false);
    expect(matches('<d:Scopes>onvif://www.onvif.org/location/city/Kyiv</d:Scopes>')).toBe(false);
    expect(matches('<d:Scopes MatchBy="urn:unknown">onvif://www.onvif.org/location</d:Scopes>')).toBe(false);
  });

  it('stays silent to anything that is not a probe', () => {
    expect(parseProbe('')).toBeNull();
    expect(parseProbe('\u0000\u0001')).toBeNull();
    expect(parseProbe('<!DOCTYPE x><x/>')).toBeNull();
    expect(parseProbe(probeMatch(device, 'uuid:1'))).toBeNull();
  });
});
