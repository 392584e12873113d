/** Where we are, kept in the address after `#`, so that a reload and the Back key work the same everywhere. */
import { useSyncExternalStore } from 'react';

export const PAGES = ['monitor', 'incidents', 'archive', 'evidence', 'cameras', 'services', 'audit', 'settings'] as const;
export type PageName = (typeof PAGES)[number];

export interface Route {
  page: PageName;
  /** Id of the one thing shown, such as an incident. */
  id: string | null;
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second] = path.split('/');
  const page = PAGES.find((name) => name === first);
  const query = new URLSearchParams(search);
  if (page === undefined) return { page: 'monitor', id: null, query };
  return { page, id: second ? decodeURIComponent(second) : null, query };
}

export function hrefOf(page: PageName, id?: string, query?: Record<string, string>): string {
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  return `#/${page}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search}`;
}

export function navigate(page: PageName, id?: string, query?: Record<string, string>): void {
  location.hash = hrefOf(page, id, query);
}

let shown: { hash: string; route: Route } | null = null;

function currentRoute(): Route {
  if (shown?.hash !== location.hash) shown = { hash: location.hash, route: parseRoute(location.hash) };
  return shown.route;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute, currentRoute);
}
