import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { Palette, type PaletteItem } from '#renderer/ui/Palette.tsx';
import type { KeyEntry } from '#renderer/ui/keys/key-registry.ts';
import { askToCompose, askToShowCamera } from './intents.ts';
import { navigate } from './routes.ts';

const OPEN_FILTER = { states: ['open' as const, 'dispatched' as const, 'in-progress' as const] };

/** Every key that acts here, every camera, every open incident. `commands` are those of the page underneath. */
export function CommandPalette({ commands, onClose }: { commands: readonly KeyEntry[]; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const mayLog = useMay('incidents.log');
  const { data: cameras } = useQuery(orpc.cameras.list.queryOptions());
  const { data: incidents } = useQuery(orpc.incidents.list.queryOptions({ input: { filter: OPEN_FILTER, limit: 100 } }));
  const items = useMemo<PaletteItem[]>(() => {
    const seen = new Set<string>();
    const ofKeys = commands.flatMap((entry): PaletteItem[] => {
      if (entry.labelKey === null || seen.has(entry.chord)) return [];
      seen.add(entry.chord);
      const press = new KeyboardEvent('keydown');
      return [{ id: `key ${entry.chord}`, label: t(entry.labelKey, entry.labelValues), keys: entry.chord, run: () => void entry.handler(press) }];
    });
    const ofIncidents = (incidents?.rows ?? []).map((row): PaletteItem => ({
      id: `incident ${row.id}`,
      icon: 'incident',
      label: t('shell.command.incident', { number: row.number, category: categoryName(row.categoryKey, i18n.language as Language) }),
      detail: row.place,
      run: () => navigate('incidents', row.id),
    }));
    const ofCameras = (cameras ?? []).flatMap((camera): PaletteItem[] => [
      {
        id: `camera ${camera.id}`,
        icon: 'camera',
        label: t('shell.command.camera', { number: camera.number }),
        detail: camera.place,
        run: () => askToShowCamera(camera.id),
      },
      ...(mayLog
        ? [
            {
              id: `compose ${camera.id}`,
              icon: 'incident' as const,
              label: t('shell.command.incidentAt', { number: camera.number }),
              detail: camera.place,
              run: () => askToCompose(camera.id),
            },
          ]
        : []),
    ]);
    return [...ofKeys, ...ofIncidents, ...ofCameras];
  }, [commands, incidents, cameras, mayLog, t, i18n.language]);
  return (
    <Palette
      label={t('shell.command.title')}
      placeholder={t('shell.command.placeholder')}
      nothingText={t('shell.command.nothing')}
      items={items}
      onClose={onClose}
    />
  );
}
