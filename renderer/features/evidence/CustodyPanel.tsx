import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/Icon.tsx';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { custodyWords } from './custody-words.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  lock: 'lock',
  release: 'lock',
  playback: 'eye',
  'export-requested': 'file',
  exported: 'shield',
  'export-failed': 'warn',
  download: 'download',
  verify: 'shield',
};

/** What happened to the recordings of an incident, in order: who, when, what. */
export function CustodyPanel({ incidentId, incidentNumber }: { incidentId: string; incidentNumber: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [since] = useState(centreNow);
  const query = useQuery(orpc.evidence.custody.queryOptions({ input: { incidentId } }));
  const { data: cameras } = useQuery(orpc.cameras.list.queryOptions());
  const entries = query.data ?? [];
  const words = (detail: string): string =>
    custodyWords(
      detail,
      (id) => cameras?.find((camera) => camera.id === id)?.number ?? null,
      (from, to) => t('evidence.range', { from: format.time(from), to: format.time(to) }),
    );
  return (
    <aside className="panel custody" data-region="side" aria-label={t('evidence.custody')}>
      <PanelHead
        title={t('evidence.custody')}
        note={query.data ? `${incidentNumber}, ${t('evidence.custodyCount', { count: entries.length })}` : incidentNumber}
      />
      {query.data && query.error ? <StaleNote asOf={query.dataUpdatedAt} why={failureOf(query.error, t).text} /> : null}
      {!query.data && query.error ? (
        <FailedState title={t('evidence.custodyFailed')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
      ) : null}
      {!query.data && !query.error ? <LoadingState rows={4} since={since} /> : null}
      {query.data && entries.length === 0 ? <EmptyState icon="link" title={t('evidence.noCustody')} /> : null}
      {entries.length > 0 ? (
        <ol className="custody-list">
          {entries.map((entry, n) => (
            <li key={`${entry.at} ${n}`}>
              <time className="num" dateTime={new Date(entry.at).toISOString()}>
                {format.time(entry.at)}
                <span className="t3">{format.dateShort(entry.at)}</span>
              </time>
              <span className={entry.action === 'export-failed' ? 'custody-mark s1' : 'custody-mark'}>
                <Icon name={ICONS[entry.action] ?? 'note'} size="s" />
              </span>
              <div>
                <p className="m">{t(`evidence.custodyAction.${entry.action}`, { defaultValue: entry.action })}</p>
                <p className="f12 t2 custody-words">
                  <bdi title={entry.detail}>{words(entry.detail)}</bdi>
                </p>
                <p className="f12 t3">
                  <bdi>{entry.by ?? t('common.system')}</bdi>
                </p>
              </div>
            </li>
          ))}
        </ol>
      ) : null}
    </aside>
  );
}
