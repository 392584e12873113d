import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isRequestAllowed } from '#main/electron/content-security-policy.ts';
import { isExternalLinkAllowed } from '#main/electron/external-links.ts';

const HOST = 'http://127.0.0.1:40121';

function directivesOf(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

describe('the content security policy', () => {
  it('allows nothing that it does not name, no inline script and no eval', () => {
    const policy = contentSecurityPolicy(HOST);
    expect(directivesOf(policy).get('default-src')).toEqual(["'none'"]);
    expect(directivesOf(policy).get('script-src')).toEqual(["'self'"]);
    expect(policy).not.toMatch(/unsafe|\*|https:/);
    for (const name of ['object-src', 'frame-src', 'base-uri', 'form-action', 'frame-ancestors']) expect(directivesOf(policy).get(name)).toEqual(["'none'"]);
  });

  it('allows data, pictures and video from the host’s own port alone', () => {
    const directives = directivesOf(contentSecurityPolicy(HOST));
    expect(directives.get('connect-src')).toEqual(["'self'", HOST, 'ws://127.0.0.1:40121']);
    expect(directives.get('media-src')).toEqual(["'self'", 'blob:', HOST]);
    expect(directives.get('img-src')).toEqual(["'self'", 'data:', 'blob:', HOST]);
  });

  it('names no host while there is none', () => {
    expect(contentSecurityPolicy(null)).not.toContain('127.0.0.1');
  });
});

describe('a request of a page', () => {
  it.each([
    [`${HOST}/media/1`, true],
    ['ws://127.0.0.1:40121/live', true],
    ['http://127.0.0.1:40122/', false],
    ['http://localhost:40121/', false],
    ['http://127.0.0.1:40121@evil.example/', false],
    ['https://127.0.0.1:40121/', false],
    ['http://192.168.1.64/', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
  ])('to %s is allowed: %s', (address, expected) => {
    expect(isRequestAllowed(address, HOST)).toBe(expected);
  });

  it('goes nowhere before there is a host', () => {
    expect(isRequestAllowed(`${HOST}/`, null)).toBe(false);
  });
});

describe('a link to the person’s own browser', () => {
  it.each([
    ['https://www.openstreetmap.org/copyright', true],
    [`${HOST}/respond/abc`, true],
    ['http://www.openstreetmap.org/', false],
    ['https://www.openstreetmap.org:8443/', false],
    ['https://www.openstreetmap.org.evil.example/', false],
    ['https://user@www.openstreetmap.org/', false],
    ['https://evil.example/', false],
    ['http://127.0.0.1:40122/', false],
    ['file:///usr/bin/true', false],
    ['smb://server/share', false],
    ['javascript:alert(1)', false],
    ['ms-msdt:/id', false],
    ['\\\\server\\share', false],
    ['', false],
  ])('%s opens: %s', (address, expected) => {
    expect(isExternalLinkAllowed(address, HOST)).toBe(expected);
  });
});
