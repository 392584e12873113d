import { useTranslation } from 'react-i18next';
import { TowerMark } from '../../ui/Icon.tsx';
import type { Ending } from './response-link.ts';

/** Nothing to show and nothing to press: why, and what to do. */
export function EndingPage({ ending }: { ending: Ending }) {
  const { t } = useTranslation();
  return (
    <main className="rp rp-ending" data-ending={ending}>
      <span className="rp-mark">
        <TowerMark size={32} />
      </span>
      <h1>{t(`response.gone.${ending}`)}</h1>
      <p className="t2">{t(`response.gone.${ending}Text`)}</p>
    </main>
  );
}
