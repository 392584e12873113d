import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { CLIP_BEFORE_MS } from '#shared/domain/clip-window.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/ticker.ts';
import type { ComposerFields } from './fields.ts';

/** Shown before the clip begins. */
const LEAD_MS = 22_000;
const WIDTH = 1000;
/** The archive is asked this far ahead once, instead of again each second. */
const AHEAD_MS = 3_600_000;

/** What of the archive goes with the incident: from before the press, growing until it is logged and after. */
export function ClipBar({ fields, camera }: { fields: ComposerFields; camera: Camera | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const mayView = useMay('recordings.view');
  const clipFrom = fields.seenAt - CLIP_BEFORE_MS;
  const from = clipFrom - LEAD_MS;
  const cameraId = fields.cameraId;
  const { data } = useQuery(
    orpc.recording.timeline.queryOptions({
      input: { cameraId: cameraId ?? '', from, to: from + AHEAD_MS },
      enabled: mayView && cameraId !== null,
      staleTime: 10_000,
      refetchInterval: 10_000,
    }),
  );
  if (cameraId === null || (camera && camera.id === cameraId && !camera.isRecorded)) {
    return (
      <div className="clip-bar f12 t2 row">
        <Badge>{t('monitor.composer.clip.none')}</Badge>
        {t(cameraId === null ? 'monitor.composer.clip.noCamera' : 'monitor.composer.clip.notRecorded')}
      </div>
    );
  }
  const end = Math.max(now, fields.seenAt);
  const span = (end - from) * 1.04;
  const x = (at: number): number => Math.max(0, Math.min(WIDTH, ((at - from) / span) * WIDTH));
  const missing = (data?.spans ?? []).filter((one) => one.state === 'missing' && one.from < end - 15_000);
  return (
    <div className="clip-bar">
      <div className="row f12">
        <Badge tone="lock" icon="lock">
          {t('monitor.composer.clip.badge')}
        </Badge>
        <span>{t('monitor.composer.clip.from', { time: format.time(clipFrom), seconds: CLIP_BEFORE_MS / 1000 })}</span>
        <span className="end num t2">
          {t('monitor.composer.clip.cameras', { count: 1 + fields.alsoCameraIds.length, length: format.clock(end - clipFrom) })}
        </span>
      </div>
      <svg className="clip-lane" viewBox={`0 0 ${WIDTH} 46`} preserveAspectRatio="none" role="img" aria-label={t('monitor.composer.clip.label')}>
        <rect x="0" y="16" width={WIDTH} height="14" fill="var(--s-3)" />
        <rect x="0" y="16" width={x(end)} height="14" fill="var(--rec)" />
        {missing.map((one) => (
          <rect key={one.from} x={x(one.from)} y="16" width={x(Math.min(one.to, end)) - x(one.from)} height="14" fill="var(--gap-bg)" stroke="var(--gap)" />
        ))}
        <rect
          x={x(clipFrom)}
          y="12"
          width={x(end) - x(clipFrom)}
          height="22"
          fill="none"
          stroke="var(--lock)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
        <rect x={x(clipFrom)} y="16" width={x(end) - x(clipFrom)} height="14" fill="var(--lock)" opacity=".35" />
        <path d={`M${x(fields.seenAt)} 6V40`} stroke="var(--sev-1)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        <path d={`M${x(end)} 4V42`} stroke="var(--t-1)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="clip-times f11 t3 num">
        <span className="lock-time" style={{ left: `${x(clipFrom) / 10}%` }}>
          {format.time(clipFrom)}
        </span>
        <span className="s1" style={{ left: `${x(fields.seenAt) / 10}%` }}>
          {x(end) - x(fields.seenAt) > 260 ? t('monitor.composer.clip.seen', { time: format.time(fields.seenAt) }) : ''}
        </span>
        <span style={{ insetInlineEnd: 0 }}>{t('monitor.composer.clip.now', { time: format.time(end) })}</span>
      </div>
    </div>
  );
}
