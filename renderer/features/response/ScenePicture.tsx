import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import type { Format } from '../../ui/format.ts';

/** The picture an inspector kept. It is a still, so its age stands on it, always. */
export function ScenePicture({ view, now, format, isStale }: { view: ResponseView; now: number; format: Format; isStale: boolean }) {
  const { t } = useTranslation();
  if (!view.picture) return null;
  return (
    <figure className={isStale ? 'rp-picture old' : 'rp-picture'}>
      <img src={view.picture.path} alt={t('response.picture')} />
      <figcaption className="badge">
        {t('response.taken', { time: format.time(view.picture.takenAt), age: format.age(Math.max(0, now - view.picture.takenAt)) })}
      </figcaption>
    </figure>
  );
}
