import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { ProfileRole } from '#shared/contract/cameras.ts';
import { Badge, type BadgeTone } from '#renderer/ui/Badge.tsx';

const SEVERITY_TONE: Record<number, BadgeTone> = { 1: 's1', 2: 's2', 3: 's3', 4: 'plain' };

/** The open incident seen by this camera, worst first. */
export function IncidentBadge({ cameraId, incidents }: { cameraId: string; incidents: readonly IncidentRow[] }) {
  const { t } = useTranslation();
  const row = incidents.find((one) => one.cameraId === cameraId);
  return row ? <Badge tone={SEVERITY_TONE[row.severity] ?? 'plain'}>{t('monitor.badge.open', { number: row.number.slice(-4) })}</Badge> : null;
}

/** Which stream it is, how it is coded, and that the archive keeps it. */
export function StreamBadges({ camera, role }: { camera: Camera; role: ProfileRole }) {
  const { t } = useTranslation();
  const profile = camera.profiles.find((one) => one.role === role);
  return (
    <>
      {profile ? <Badge>{t(`monitor.badge.${role}`, { size: `${profile.width}×${profile.height}`, codec: profile.codec })}</Badge> : null}
      {camera.isRecorded ? (
        <Badge tone="lock" icon="lock">
          {t('monitor.badge.kept')}
        </Badge>
      ) : null}
    </>
  );
}
