import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { idSchema } from '#shared/contract/scalars.ts';
import { hrefOf, navigate, useRoute } from '#renderer/app/routes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { useSince } from '#renderer/ui/use-since.ts';
import { IncidentsMap } from '../IncidentsMap.tsx';
import { LogTools } from './LogTools.tsx';
import { narrow, select, showCameraHistory, toggleSide, useLogStore } from './log-store.ts';
import { isNarrowed, NO_NARROWING } from './log-views.ts';
import { SelectedPanel } from './SelectedPanel.tsx';
import { useLog, type Log } from './use-log.ts';
import { useLogColumns } from './use-log-columns.tsx';
import { ViewTabs } from './ViewTabs.tsx';
import '../incidents.css';

const rowKey = (row: IncidentRow): string => row.id;
const openRow = (row: IncidentRow): void => navigate('incidents', row.id);

/** J and K, arrows, Home and End move the choice; it starts at the first row. */
function useRowKeys(rows: readonly IncidentRow[], selected: IncidentRow | undefined): void {
  const move = (to: (at: number) => number): void => {
    const at = selected ? rows.indexOf(selected) : -1;
    const next = rows[Math.min(rows.length - 1, Math.max(0, to(at)))];
    if (next) select(next.id);
  };
  const down = { labelKey: 'incidents.key.down', repeats: true };
  const up = { labelKey: 'incidents.key.up', repeats: true };
  useKey('J', () => move((at) => at + 1), down);
  useKey('K', () => move((at) => at - 1), up);
  useKey('ArrowDown', () => move((at) => at + 1), { repeats: true });
  useKey('ArrowUp', () => move((at) => at - 1), { repeats: true });
  useKey('PageDown', () => move((at) => at + 20), { repeats: true });
  useKey('PageUp', () => move((at) => at - 20), { repeats: true });
  useKey('Home', () => move(() => 0));
  useKey('Enter', () => selected && openRow(selected), { labelKey: 'incidents.key.open', enabled: selected !== undefined });
  useKey('Space', toggleSide, { labelKey: 'incidents.key.side' });
}

/** The monitor's "history here" comes with a camera in the address; it is taken once, so that a chip taken off stays off. */
function useCameraOfAddress(): void {
  const { query } = useRoute();
  const asked = query.get('cameraId');
  useEffect(() => {
    if (asked === null) return;
    const id = idSchema.safeParse(asked);
    if (id.success) showCameraHistory(id.data);
    history.replaceState(null, '', hrefOf('incidents'));
  }, [asked]);
}

function Nothing({ log }: { log: Log }) {
  const { t } = useTranslation();
  const { view, narrowing } = useLogStore();
  const since = useSince();
  if (log.error !== null && !log.isKnown) {
    return <FailedState title={t('incidents.notFetched')} detail={failureOf(log.error, t).text} onRetry={log.fetchAgain} />;
  }
  if (!log.isKnown) return <LoadingState rows={12} since={since} />;
  if (isNarrowed(narrowing)) {
    return (
      <EmptyState
        icon="search"
        title={narrowing.search.trim() === '' ? t('incidents.empty.filtered') : t('incidents.empty.search', { text: narrowing.search.trim() })}
        detail={t('incidents.empty.filteredDetail')}
        action={
          <Button small onClick={() => narrow(NO_NARROWING)}>
            {t('incidents.filter.clearAll')}
          </Button>
        }
      />
    );
  }
  return <EmptyState icon="incident" title={t(`incidents.empty.${view}`)} detail={t('incidents.empty.detail')} />;
}

export function LogPage() {
  const { t } = useTranslation();
  const format = useFormat();
  useCameraOfAddress();
  const { view, narrowing, selectedId, isSideOpen } = useLogStore();
  const log = useLog(view, narrowing);
  const columns = useLogColumns();
  const selected = log.rows.find((row) => row.id === selectedId) ?? log.rows[0];
  useRowKeys(log.rows, selected);
  const table = useRef<HTMLDivElement>(null);
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      <LogTools narrowing={narrowing} onLeaveSearch={() => table.current?.querySelector<HTMLElement>('.tbl-box')?.focus()} />
      <ViewTabs view={view} />
      {log.error !== null && log.isKnown ? <StaleNote asOf={log.fetchedAt} why={failureOf(log.error, t).text} /> : null}
      <div className={isSideOpen ? 'lg' : 'lg no-side'}>
        <div className="col panel" ref={table}>
          {log.rows.length === 0 ? (
            <Nothing log={log} />
          ) : (
            <DataTable
              label={t('incidents.title')}
              columns={columns}
              rows={log.rows}
              rowKey={rowKey}
              totalCount={log.total}
              selectedKey={selected?.id}
              onSelect={(row) => select(row.id)}
              onOpen={openRow}
              onEndReached={log.fetchMore}
            />
          )}
          <footer className="ft9 f12 t3">
            <span className="num">{t('incidents.shown', { shown: format.number(log.rows.length), total: format.number(log.total) })}</span>
            <span>{t('incidents.newestFirst')}</span>
            <span className="end row">
              <Kbd keys="J" />
              <Kbd keys="K" />
              <Kbd keys="Enter" />
              <Kbd keys="Space" />
            </span>
          </footer>
        </div>
        {isSideOpen ? (
          <aside className="panel lg-side" data-region="side">
            <PanelHead title={t('incidents.mapOfList')} note={format.number(log.rows.filter((row) => row.position !== null).length)} />
            <IncidentsMap incidents={log.rows} selectedId={selected?.id ?? null} onSelect={select} />
            {selected ? <SelectedPanel row={selected} onOpen={() => openRow(selected)} /> : null}
          </aside>
        ) : null}
      </div>
    </main>
  );
}
