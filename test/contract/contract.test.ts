/** Loops over the whole contract: a new procedure is covered the moment it is declared. */
import { safe } from '@orpc/client';
import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, type Client } from '#shared/contract/index.ts';
import type { ProcedureMeta } from '#shared/contract/procedure.ts';
import { ROLES, roleMay, type Role } from '#shared/domain/permissions.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';

interface Declared {
  path: string;
  procedure: AnyContractProcedure;
  meta: ProcedureMeta;
}

const declared: Declared[] = Object.entries(contract).flatMap(([feature, procedures]) =>
  Object.entries(procedures).map(([name, procedure]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${feature}.${name} is not a procedure`);
    return { path: `${feature}.${name}`, procedure, meta: procedure['~orpc'].meta as ProcedureMeta };
  }),
);

let app: TestApp;
const clients = new Map<Role | 'nobody', Client>();

beforeAll(async () => {
  app = await openTestApp();
  clients.set('nobody', app.client());
  for (const role of ROLES) clients.set(role, await app.signedIn(role));
});

afterAll(async () => {
  await app.close();
});

/** Calls a procedure with no input and returns the code it failed with, or null. */
async function codeOf(client: Client | undefined, path: string): Promise<string | null> {
  const [feature = '', name = ''] = path.split('.');
  const features = client as unknown as Record<string, Record<string, (input?: unknown, options?: { signal: AbortSignal }) => Promise<unknown>>>;
  const call = features[feature]?.[name];
  if (!call) throw new Error(`the client has no ${path}`);
  const controller = new AbortController();
  const [error, value] = await safe(call(undefined, { signal: controller.signal }));
  if (typeof value === 'object' && value !== null && 'return' in value && typeof value.return === 'function') await (value.return as () => Promise<unknown>)();
  controller.abort();
  return error ? String((error as { code?: string }).code ?? error.message) : null;
}

describe('every procedure of the contract', () => {
  it.each(declared)('$path declares an output and, unless it takes none, an input', ({ procedure }) => {
    expect(procedure['~orpc'].outputSchema).toBeDefined();
    expect(procedure['~orpc'].route.method).toMatch(/^(GET|POST)$/);
    expect(procedure['~orpc'].route.path).toMatch(/^\//);
  });

  it('has an address of its own over HTTP', () => {
    const addresses = declared.map(({ procedure }) => `${procedure['~orpc'].route.method} ${procedure['~orpc'].route.path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(declared.filter(({ procedure }) => procedure['~orpc'].route.method === 'POST'))(
    '$path, which changes something, is audited or says that it is not',
    ({ meta }) => {
      expect(['call', 'none']).toContain(meta.audit);
    },
  );

  it.each(declared.filter(({ meta }) => meta.permission !== 'public' && meta.permission !== 'signed-in'))(
    '$path opens to the roles of the table and to nobody else',
    async ({ path, meta }) => {
      expect(await codeOf(clients.get('nobody'), path)).toBe('NOT_SIGNED_IN');
      for (const role of ROLES) {
        if (meta.permission === 'public' || meta.permission === 'signed-in') continue;
        const code = await codeOf(clients.get(role), path);
        if (roleMay(role, meta.permission)) expect(code, role).not.toBe('NOT_ALLOWED');
        else expect(code, role).toBe('NOT_ALLOWED');
      }
    },
  );

  it.each(declared.filter(({ meta, path }) => meta.permission === 'signed-in' && path !== 'access.signOut'))(
    '$path needs a session and nothing more',
    async ({ path }) => {
      expect(await codeOf(clients.get('nobody'), path)).toBe('NOT_SIGNED_IN');
      expect(await codeOf(clients.get('inspector'), path)).not.toBe('NOT_ALLOWED');
    },
  );

  it.each(declared.filter(({ procedure }) => procedure['~orpc'].inputSchema))(
    '$path refuses an input that is not of its form, naming the code BAD_INPUT',
    async ({ path, meta }) => {
      const role = ROLES.find((one) => meta.permission === 'public' || meta.permission === 'signed-in' || roleMay(one, meta.permission));
      const client = clients.get(role ?? 'nobody') as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
      const [feature = '', name = ''] = path.split('.');
      const [error] = await safe(client[feature]?.[name]?.('not an object') ?? Promise.reject(new Error('no such call')));
      expect((error as { code?: string } | null)?.code).toBe('BAD_INPUT');
    },
  );
});

describe('the REST face of the contract', () => {
  it('is described by an OpenAPI document that names every procedure', async () => {
    const document = (await (await fetch(`${app.httpOrigin}/openapi.json`)).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toMatch(/^3\.1/);
    for (const { path, procedure } of declared) {
      const { route } = procedure['~orpc'];
      expect(document.paths[route.path ?? '']?.[(route.method ?? '').toLowerCase()], path).toBeDefined();
    }
  });

  it('answers like the other wires', async () => {
    const response = await fetch(`${app.httpOrigin}/api/settings`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
