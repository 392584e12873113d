import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import { orpc } from '#renderer/api/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { narrow } from './log-store.ts';
import type { LogNarrowing } from './log-views.ts';

/** What narrows the list now; each goes with its cross. */
export function FilterChips({ narrowing }: { narrowing: LogNarrowing }) {
  const { t, i18n } = useTranslation();
  const { data: cameras } = useQuery(orpc.cameras.list.queryOptions({ enabled: narrowing.cameraId !== null }));
  const camera = narrowing.cameraId === null ? null : (cameras?.find((one) => one.id === narrowing.cameraId)?.number ?? t('incidents.filter.removedCamera'));
  const chips = [
    { key: 'state', value: narrowing.state && t(`incidents.state.${narrowing.state}`), clear: { state: null } },
    {
      key: 'severity',
      value: narrowing.severities.map((severity) => t(`common.severity.${SEVERITY_NAME[severity]}`)).join(', ') || null,
      clear: { severities: [] },
    },
    { key: 'district', value: narrowing.district, clear: { district: null } },
    { key: 'category', value: narrowing.categoryKey && categoryName(narrowing.categoryKey, i18n.language as Language), clear: { categoryKey: null } },
    { key: 'camera', value: camera, clear: { cameraId: null } },
    { key: 'period', value: narrowing.period === 'any' ? null : t(`incidents.period.${narrowing.period}`), clear: { period: 'any' as const } },
  ];
  return (
    <>
      {chips.map(({ key, value, clear }) =>
        value === null || value === '' ? null : (
          <Chip key={key} value={value} clearLabel={t('incidents.filter.clear', { filter: t(`incidents.filter.${key}`) })} onClear={() => narrow(clear)}>
            {t(`incidents.filter.${key}`)}
          </Chip>
        ),
      )}
    </>
  );
}
