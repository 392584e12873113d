import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';

export function Summary({ view }: { view: ResponseView }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="row">
        <SeverityMark severity={view.severity} />
        <span className="badge">P{view.priority}</span>
        <span className="num t3 f12 end">{view.number}</span>
      </div>
      <h1>{t(`categories.${view.categoryKey}.name`)}</h1>
      <p className="rp-place">{view.place}</p>
      {view.district !== '' && <p className="f12 t2">{view.district}</p>}
    </>
  );
}
