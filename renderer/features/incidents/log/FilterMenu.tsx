import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { CATEGORIES, categoryName } from '#shared/domain/categories.ts';
import { INCIDENT_STATES } from '#shared/domain/incident-status.ts';
import { SEVERITIES, SEVERITY_NAME, type Severity } from '#shared/domain/severity.ts';
import { orpc } from '#renderer/api/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { PERIODS, type LogNarrowing } from './log-views.ts';
import { narrow } from './log-store.ts';

function useDistricts(): string[] {
  const { data: cameras } = useQuery(orpc.cameras.list.queryOptions());
  return [...new Set((cameras ?? []).map((camera) => camera.district).filter(Boolean))].sort((a, b) => a.localeCompare(b, 'uk'));
}

function SeverityChoice({ chosen }: { chosen: readonly Severity[] }) {
  const { t } = useTranslation();
  const toggle = (severity: Severity): void =>
    narrow({ severities: chosen.includes(severity) ? chosen.filter((other) => other !== severity) : [...chosen, severity] });
  return (
    <fieldset className="field filter-severities">
      <legend className="lab">{t('incidents.filter.severity')}</legend>
      <div className="row wrap">
        {SEVERITIES.map((severity) => (
          <Button key={severity} small on={chosen.includes(severity)} onClick={() => toggle(severity)}>
            <span className="row filter-severity">
              <SeverityShape severity={severity} sizePx={11} />
              {t(`common.severity.${SEVERITY_NAME[severity]}`)}
            </span>
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function FilterForm({ narrowing, onClose }: { narrowing: LogNarrowing; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const districts = useDistricts();
  const language = i18n.language as Language;
  useKey('Esc', onClose, { scope: 'panel', inText: true });
  useEffect(() => {
    box.current?.querySelector('select')?.focus();
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.parentElement?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [onClose]);
  const any = { value: '', label: t('incidents.filter.any') };
  return (
    <div ref={box} className="menu popover filter-form" role="dialog" aria-label={t('incidents.filter.title')}>
      <SelectField
        label={t('incidents.filter.state')}
        value={narrowing.state ?? ''}
        options={[any, ...INCIDENT_STATES.map((state) => ({ value: state, label: t(`incidents.state.${state}`) }))]}
        onChange={(value) => narrow({ state: INCIDENT_STATES.find((state) => state === value) ?? null })}
      />
      <SeverityChoice chosen={narrowing.severities} />
      <SelectField
        label={t('incidents.filter.district')}
        value={narrowing.district ?? ''}
        options={[any, ...districts.map((district) => ({ value: district, label: district }))]}
        onChange={(value) => narrow({ district: value === '' ? null : value })}
      />
      <SelectField
        label={t('incidents.filter.category')}
        value={narrowing.categoryKey ?? ''}
        options={[any, ...CATEGORIES.map(({ key }) => ({ value: key, label: categoryName(key, language) }))]}
        onChange={(value) => narrow({ categoryKey: value === '' ? null : value })}
      />
      <div className="field">
        <span className="lab">{t('incidents.filter.period')}</span>
        <Segmented
          label={t('incidents.filter.period')}
          options={PERIODS.map((period) => ({ value: period, label: t(`incidents.period.${period}`) }))}
          value={narrowing.period}
          onChange={(period) => narrow({ period })}
        />
      </div>
    </div>
  );
}

export function FilterMenu({ narrowing }: { narrowing: LogNarrowing }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useKey('F', () => setOpen(true), { labelKey: 'incidents.filter.title' });
  return (
    <span className="filter-anchor">
      <Button kind="quiet" icon="filter" keys="F" aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('incidents.filter.title')}
      </Button>
      {isOpen ? <FilterForm narrowing={narrowing} onClose={() => setOpen(false)} /> : null}
    </span>
  );
}
