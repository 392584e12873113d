import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import { orpc, useHost } from '#renderer/api/client.ts';
import { deskLabel } from '#renderer/app/desk-label.ts';
import { askToShowCamera } from '#renderer/app/intents.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { shortNumber } from '../incident-words.ts';

const LiveTile = lazy(async () => ({ default: (await import('#renderer/media/LiveTile.tsx')).LiveTile }));
const MiniMap = lazy(async () => ({ default: (await import('#renderer/features/map/MiniMap.tsx')).MiniMap }));

function Facts({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const rows: [string, string][] = [
    ['place', incident.place],
    ['district', incident.district],
    ['seen', format.timeOrDate(incident.seenAt, now)],
    ['logged', format.timeOrDate(incident.loggedAt, now)],
    ['author', incident.author],
    ['desk', deskLabel(incident.deskName, t)],
    ['outcome', incident.outcome ?? ''],
    ['text', incident.text],
  ];
  return (
    <dl className="dl pb">
      {rows.map(([key, value]) =>
        value === '' ? null : (
          <div key={key} className="dl-row">
            <dt>{t(`incidents.fact.${key}`)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The place as it is now: live picture, map, facts. */
export function IncidentSide({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { info } = useHost();
  const { data: cameras } = useQuery(orpc.cameras.list.queryOptions());
  const camera = cameras?.find((each) => each.id === incident.cameraId) ?? null;
  useKey('M', () => (camera ? askToShowCamera(camera.id) : false), { labelKey: 'incidents.showOnMonitor', enabled: camera !== null });
  return (
    <aside className="panel rt" data-region="side" aria-label={t('incidents.place')}>
      <PanelHead
        title={t('incidents.now')}
        note={camera?.number ?? t('incidents.noCamera')}
        end={
          camera ? (
            <Button small kind="quiet" icon="monitor" keys="M" onClick={() => askToShowCamera(camera.id)}>
              {t('incidents.onMonitor')}
            </Button>
          ) : undefined
        }
      />
      {camera ? (
        <Suspense fallback={<div className="tile side-tile" />}>
          <LiveTile cameraId={camera.id} streamRole="sub" number={camera.number} place={camera.place} cameraState={camera.state} className="side-tile" />
        </Suspense>
      ) : null}
      {incident.position || camera?.position ? (
        <Suspense fallback={<div className="map side-map" />}>
          <MiniMap
            label={t('incidents.place')}
            position={incident.position}
            severity={incident.severity}
            pinLabel={shortNumber(incident.number)}
            camera={camera}
            home={info?.home ?? null}
            className="side-map"
          />
        </Suspense>
      ) : null}
      <Facts incident={incident} />
    </aside>
  );
}
