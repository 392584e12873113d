import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { hrefOf } from '#renderer/app/routes.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { PackageRow } from './PackageRow.tsx';
import { PictureImage } from './PictureImage.tsx';

type Clip = Incident['clips'][number];

function ClipFigure({ clip, incident }: { clip: Clip; incident: Incident }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const isGrowing = clip.to > now;
  const picture = incident.pictureList.find((each) => each.cameraId === clip.cameraId);
  const hasArchive = useMay('recordings.view');
  const range = isGrowing
    ? t('evidence.toNow', { from: format.time(clip.from) })
    : t('evidence.range', { from: format.time(clip.from), to: format.time(clip.to) });
  const body = (
    <>
      <span className="ep">
        {picture ? <PictureImage picture={picture} /> : <Icon name="camera" size="l" className="ep-none" />}
        <span className="dur badge num">
          <Icon name="play" />
          {format.clock(Math.min(now, clip.to) - clip.from)}
        </span>
        <span className="lk0">
          <Icon name="lock" />
        </span>
      </span>
      <figcaption title={`${clip.cameraNumber} ${range}`}>
        <b className="m">{clip.cameraNumber}</b> <span className="num t2">{range}</span>
        <br />
        <span className="f12 t3">{t('evidence.clip')}</span>
      </figcaption>
    </>
  );
  if (!hasArchive) return <figure>{body}</figure>;
  return (
    <figure>
      <a
        className="clip-link"
        href={hrefOf('archive', undefined, { camera: clip.cameraId, from: String(clip.from), to: String(clip.to), incident: incident.id })}
        aria-label={t('evidence.openClip', { camera: clip.cameraNumber })}
      >
        {body}
      </a>
    </figure>
  );
}

export function EvidenceSection({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayExport = useMay('evidence.export');
  const [isExporting, setExporting] = useState(false);
  const { data: packages = [] } = useQuery(orpc.evidence.packages.queryOptions({ input: { incidentId: incident.id } }));
  useKey('E', () => setExporting(true), { labelKey: 'evidence.export', enabled: mayExport });
  const lockedUntil = incident.clips.reduce<number | null>(
    (latest, clip) => (clip.lockedUntil === null ? latest : Math.max(latest ?? 0, clip.lockedUntil)),
    null,
  );
  const isEmpty = incident.clips.length === 0 && incident.pictureList.length === 0;
  return (
    <section aria-label={t('evidence.title')}>
      <PanelHead
        title={t('evidence.title')}
        note={
          <span className="row">
            {t('evidence.summary', {
              clips: t('evidence.clips', { count: incident.clips.length }),
              pictures: t('evidence.pictures', { count: incident.pictureList.length }),
            })}
            {incident.isLocked || incident.clips.length > 0 ? (
              <Badge tone="lock" icon="lock">
                {lockedUntil === null ? t('evidence.locked') : t('evidence.lockedUntil', { date: format.day(lockedUntil) })}
              </Badge>
            ) : null}
          </span>
        }
        end={
          mayExport ? (
            <Button small icon="download" keys="E" onClick={() => setExporting(true)}>
              {t('evidence.export')}
            </Button>
          ) : undefined
        }
      />
      {isEmpty ? <p className="pb t2 f12">{t('evidence.none')}</p> : null}
      {isEmpty ? null : (
        <div className="ev">
          {incident.clips.map((clip) => (
            <ClipFigure key={`${clip.cameraId} ${clip.from}`} clip={clip} incident={incident} />
          ))}
          {incident.pictureList.map((picture) => (
            <figure key={picture.id}>
              <span className="ep">
                <PictureImage picture={picture} />
                <span className="lk0">
                  <Icon name="lock" />
                </span>
              </span>
              <figcaption title={`SHA-256 ${picture.sha256}`}>
                <b className="m">{picture.cameraNumber}</b> <span className="num t2">{format.time(picture.takenAt)}</span>
                <br />
                <span className="f12 t3">{t('evidence.picture')}</span>
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      {packages.map((pack) => (
        <PackageRow key={pack.id} pack={pack} mayDownload={mayExport} />
      ))}
      {isExporting ? <ExportDialog incident={incident} onClose={() => setExporting(false)} /> : null}
    </section>
  );
}
