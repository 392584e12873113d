import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc, useHost } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useRoute } from '#renderer/app/routes.ts';
import { MiniMap } from '#renderer/features/map/MiniMap.tsx';
import type { RecordingHandle } from '#renderer/media/RecordingPlayer.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import './archive.css';
import { readArchiveLink } from './archive-link.ts';
import { openLink, useArchive } from './archive-store.ts';
import { ArchiveTools } from './ArchiveTools.tsx';
import { CameraPicker } from './CameraPicker.tsx';
import { Player } from './Player.tsx';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';
import { useArchiveKeys } from './use-archive-keys.ts';
import { useLane } from './use-lane.ts';

function Legend() {
  const { t } = useTranslation();
  return (
    <section className="archive-legend" aria-label={t('recording.legend.title')}>
      <p className="cap">{t('recording.legend.title')}</p>
      {(['recorded', 'missing', 'locked', 'notYet'] as const).map((key) => (
        <p key={key} className="row f12 t2">
          <i className={`legend-mark ${key}`} />
          {t(`recording.legend.${key}`)}
        </p>
      ))}
    </section>
  );
}

/** Up to four cameras below each other on one clock; one of them is played. Read only, every opening is logged. */
export function ArchivePage() {
  const { t } = useTranslation();
  const { query: address } = useRoute();
  const { info } = useHost();
  const [since] = useState(centreNow);
  const register = useQuery(orpc.cameras.list.queryOptions());
  const focusedId = useArchive((state) => state.focusedId);
  const hasCameras = useArchive((state) => state.cameraIds.length > 0);
  const cameras = useMemo(() => new Map((register.data ?? []).map((camera) => [camera.id, camera])), [register.data]);
  const focused = focusedId === null ? undefined : cameras.get(focusedId);
  const player = useRef<RecordingHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const moment = useRef<HTMLInputElement>(null);
  const lane = useLane(focusedId ?? '');
  useEffect(() => openLink(readArchiveLink(address), centreNow()), [address]);
  const add = (): void => search.current?.select();
  const actions = useArchiveKeys({
    player,
    spans: lane.spans,
    locks: lane.locks,
    framesPerSecond: focused?.profiles.find((profile) => profile.role === 'main')?.framesPerSecond ?? null,
    onMoment: () => moment.current?.focus(),
    onAdd: add,
  });
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      <ArchiveTools moment={moment} onAdd={add} onDay={actions.day} onNewest={actions.newest} />
      {register.data && register.error ? <StaleNote asOf={register.dataUpdatedAt} why={failureOf(register.error, t).text} /> : null}
      <div className="archive">
        <div className="archive-stage">
          {focusedId === null ? (
            <EmptyState
              icon="archive"
              title={t('recording.noCamera')}
              detail={t('recording.noCameraHint')}
              action={
                <Button icon="plus" keys="T" onClick={add}>
                  {t('recording.add')}
                </Button>
              }
            />
          ) : (
            <Player key={focusedId} cameraId={focusedId} camera={focused} player={player} />
          )}
        </div>
        <aside className="col archive-side" data-region="side">
          {!register.data && register.error ? (
            <FailedState title={t('recording.registerFailed')} detail={failureOf(register.error, t).text} onRetry={() => void register.refetch()} />
          ) : null}
          {!register.data && !register.error ? <LoadingState rows={6} since={since} /> : null}
          {register.data ? <CameraPicker cameras={register.data} search={search} /> : null}
          {focused?.position ? (
            <section className="panel archive-where" aria-label={t('recording.where')}>
              <PanelHead title={t('recording.where')} note={focused.number} />
              <MiniMap
                key={focused.id}
                label={t('recording.where')}
                position={null}
                severity={null}
                camera={focused}
                home={info?.home ?? null}
                className="archive-map"
              />
            </section>
          ) : null}
          <Legend />
        </aside>
      </div>
      {hasCameras ? (
        <>
          <Transport onPlay={actions.play} onEdge={actions.edge} />
          <Timeline cameras={cameras} />
        </>
      ) : null}
    </main>
  );
}
