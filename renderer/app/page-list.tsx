/** The pages: where they are in the rail, their key, who may see them, and their code, loaded when first opened. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Permission } from '#shared/domain/permissions.ts';
import type { IconName } from '#renderer/ui/Icon.tsx';
import type { PageName } from './routes.ts';

type PageComponent = LazyExoticComponent<ComponentType>;

export interface PageEntry {
  name: PageName;
  icon: IconName;
  /** Second key after `G`. */
  keys: string;
  permission: Permission;
  /** Below the gap in the rail. */
  atEnd: boolean;
  Page: PageComponent;
}

/** Pages of parts that are built separately; one that is not in this build is not in the rail. */
const separate = import.meta.glob<Record<string, ComponentType>>([
  '../features/monitor/MonitorPage.tsx',
  '../features/archive/ArchivePage.tsx',
  '../features/cameras/CamerasPage.tsx',
  '../features/evidence/EvidencePage.tsx',
]);

function separatePage(path: string, name: string): PageComponent | null {
  const load = separate[path];
  if (load === undefined) return null;
  return lazy(async () => {
    const component = (await load())[name];
    if (component === undefined) throw new Error(`${path} has no ${name}`);
    return { default: component };
  });
}

const entries: (Omit<PageEntry, 'Page'> & { Page: PageComponent | null })[] = [
  {
    name: 'monitor',
    icon: 'monitor',
    keys: 'G M',
    permission: 'cameras.view',
    atEnd: false,
    Page: separatePage('../features/monitor/MonitorPage.tsx', 'MonitorPage'),
  },
  {
    name: 'incidents',
    icon: 'incident',
    keys: 'G I',
    permission: 'incidents.view',
    atEnd: false,
    Page: lazy(async () => ({ default: (await import('../features/incidents/IncidentsPage.tsx')).IncidentsPage })),
  },
  {
    name: 'archive',
    icon: 'archive',
    keys: 'G A',
    permission: 'recordings.view',
    atEnd: false,
    Page: separatePage('../features/archive/ArchivePage.tsx', 'ArchivePage'),
  },
  {
    name: 'evidence',
    icon: 'review',
    keys: 'G E',
    permission: 'incidents.view',
    atEnd: false,
    Page: separatePage('../features/evidence/EvidencePage.tsx', 'EvidencePage'),
  },
  {
    name: 'cameras',
    icon: 'camera',
    keys: 'G C',
    permission: 'cameras.view',
    atEnd: true,
    Page: separatePage('../features/cameras/CamerasPage.tsx', 'CamerasPage'),
  },
  {
    name: 'services',
    icon: 'service',
    keys: 'G S',
    permission: 'incidents.view',
    atEnd: true,
    Page: lazy(async () => ({ default: (await import('../features/services/ServicesPage.tsx')).ServicesPage })),
  },
  {
    name: 'audit',
    icon: 'shield',
    keys: 'G U',
    permission: 'audit.view',
    atEnd: true,
    Page: lazy(async () => ({ default: (await import('../features/audit/AuditPage.tsx')).AuditPage })),
  },
  {
    name: 'settings',
    icon: 'settings',
    keys: 'G T',
    permission: 'settings.manage',
    atEnd: true,
    Page: lazy(async () => ({ default: (await import('../features/settings/SettingsPage.tsx')).SettingsPage })),
  },
];

export const PAGE_LIST: readonly PageEntry[] = entries.filter((entry): entry is PageEntry => entry.Page !== null);
