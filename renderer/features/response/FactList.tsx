import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import type { Format } from '../../ui/format.ts';

export function FactList({ view, now, format }: { view: ResponseView; now: number; format: Format }) {
  const { t } = useTranslation();
  return (
    <dl className="rp-facts">
      <dt>{t('response.seen')}</dt>
      <dd className="num">{t('response.seenAt', { time: format.time(view.seenAt), age: format.clock(now - view.seenAt) })}</dd>
      {view.camera && (
        <>
          <dt>{t('response.camera')}</dt>
          <dd>{view.camera.number}</dd>
        </>
      )}
      {view.text !== '' && (
        <>
          <dt>{t('response.text')}</dt>
          <dd className="rp-text">{view.text}</dd>
        </>
      )}
      {view.updates.length > 0 && (
        <>
          <dt>{t('response.updates')}</dt>
          <dd>
            {view.updates.map((update) => (
              <p key={update.at} className="rp-text">
                <span className="num t3">{format.time(update.at)}</span> {update.text}
              </p>
            ))}
          </dd>
        </>
      )}
      {view.others.length > 0 && (
        <>
          <dt>{t('response.alsoComing')}</dt>
          <dd>{view.others.map((other) => other.code).join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
