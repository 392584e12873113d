/** The form of a new incident, beside the picture. Everything in it has a key; nothing typed is lost. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { Service } from '#shared/contract/dispatch.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { categoryForEvent, findCategory, type Category } from '#shared/domain/categories.ts';
import { client, orpc } from '#renderer/api/client.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { useNow } from '#renderer/ui/ticker.ts';
import { CategoryField } from './CategoryField.tsx';
import { Checklist } from './Checklist.tsx';
import './composer.css';
import { ComposerFooter } from './ComposerFooter.tsx';
import { isWorthKeeping } from './draft.ts';
import { saveDraftNow, useDraftKeeping } from './drafts.ts';
import { PlaceFields } from './PlaceFields.tsx';
import { ServiceList } from './ServiceList.tsx';
import { SeverityField } from './SeverityField.tsx';
import { beginFields, changeFields, closeComposer, useComposer } from './store.ts';
import { useFirstPicture } from './use-first-picture.ts';

const NO_SERVICES: readonly Service[] = [];

export function Composer({ cameras, incidents }: { cameras: readonly Camera[]; incidents: readonly IncidentRow[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const text = useRef<HTMLTextAreaElement>(null);
  const key = useComposer((state) => state.key);
  const cameraId = useComposer((state) => state.cameraId);
  const fields = useComposer((state) => state.fields);
  const { data: services = NO_SERVICES } = useQuery(orpc.dispatch.services.queryOptions());
  const camera = cameras.find((one) => one.id === cameraId) ?? null;
  const districts = useMemo(() => [...new Set(cameras.map((one) => one.district))].filter(Boolean), [cameras]);

  useEffect(() => {
    if (cameraId === null || camera) beginFields(camera);
  }, [key, cameraId, camera]);
  useFirstPicture();
  useDraftKeeping();
  useProposal(services);
  useKey('Alt+T', () => text.current?.focus(), { scope: 'panel', labelKey: 'monitor.composer.text' });

  const back = (): void => {
    if (fields && isWorthKeeping(fields)) {
      void saveDraftNow().then(() => queryClient.invalidateQueries({ queryKey: orpc.incidents.drafts.key() }));
    }
    closeComposer();
  };
  const discard = (): void => {
    closeComposer();
    client.incidents
      .discardDraft({ key })
      .catch((error: unknown) => logFailure('discarding a draft', error))
      .finally(() => void queryClient.invalidateQueries({ queryKey: orpc.incidents.drafts.key() }));
  };

  if (!fields) return <section className="panel composer" aria-label={t('monitor.composer.title')} />;
  const category = fields.categoryKey === null ? null : findCategory(fields.categoryKey);
  const choose = (chosen: Category): void => {
    changeFields({ type: 'category', category: chosen, services });
    requestAnimationFrame(() => text.current?.focus());
  };
  return (
    <section className="panel composer" aria-label={t('monitor.composer.title')} data-region="composer">
      <div className="ph composer-head">
        <h2 className="f15">{t('monitor.composer.title')}</h2>
        <span className="end row f12 t3 head-end">
          <DraftAge />
          <Button small kind="quiet" icon="cross-out" aria-label={t('monitor.composer.back')} onClick={back} />
        </span>
      </div>
      <div className="composer-body">
        <CategoryField key={key} categoryKey={fields.categoryKey} onChoose={choose} />
        <SeverityField
          severity={fields.severity}
          isProposed={category !== null && !fields.isSeverityOwn}
          onChoose={(severity) => changeFields({ type: 'severity', severity })}
        />
        <PlaceFields fields={fields} camera={camera} incidents={incidents} districts={districts} />
        <div className="field">
          <label htmlFor="composer-text">
            {t('monitor.composer.text')} <Kbd keys="Alt+T" />
          </label>
          <div className="in area">
            <textarea
              ref={text}
              id="composer-text"
              rows={2}
              maxLength={10_000}
              value={fields.text}
              onChange={(event) => changeFields({ type: 'text', text: event.target.value })}
            />
          </div>
        </div>
        <ServiceList services={services} category={category} fields={fields} />
        {category ? <Checklist category={category} fields={fields} /> : null}
      </div>
      <ComposerFooter fields={fields} onBack={back} onDiscard={discard} />
    </section>
  );
}

/** How old the kept draft is. */
function DraftAge() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const savedAt = useComposer((state) => state.savedAt);
  return (
    <span>{savedAt === null ? t('monitor.composer.draft.notYet') : t('monitor.composer.draft.age', { age: format.age(Math.max(0, now - savedAt)) })}</span>
  );
}

/** When the composer was opened from a camera's own alarm, its event proposes the category. */
function useProposal(services: readonly Service[]): void {
  const alarmId = useComposer((state) => state.alarmId);
  const isOpen = useComposer((state) => state.fields !== null);
  const { data: alarms } = useQuery(orpc.alarms.list.queryOptions({ enabled: alarmId !== null }));
  useEffect(() => {
    const alarm = alarms?.find((one) => one.id === alarmId);
    const category = categoryForEvent(alarm?.data['event'] ?? '');
    if (!alarm || !category || !isOpen || services.length === 0) return;
    useComposer.setState({ alarmId: null });
    if (useComposer.getState().fields?.categoryKey === null) changeFields({ type: 'category', category, services });
  }, [alarmId, alarms, isOpen, services]);
}
