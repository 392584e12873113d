import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import type { Position } from '#shared/contract/scalars.ts';
import { viewCone } from '#shared/domain/geo.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SeverityShape } from '../../ui/SeverityMark.tsx';
import { MAP_HEIGHT, MAP_WIDTH, pathsAround, planSchema, projector, type Plan } from './place-map.ts';

const CONE_RANGE_M = 80;

/** A piece of the drawn plan with camera, what it sees, and the place; opens a real map elsewhere. */
export function PlaceMap({ view, position }: { view: ResponseView; position: Position }) {
  const { t } = useTranslation();
  const plan = usePlan();
  const project = projector(position);
  const cone = view.camera ? viewCone(view.camera.position, view.camera.azimuthDeg, view.camera.fovDeg, CONE_RANGE_M).map(project) : [];
  const camera = view.camera ? project(view.camera.position) : null;
  const at = project(position);
  const elsewhere = `https://www.openstreetmap.org/?mlat=${position.lat}&mlon=${position.lng}#map=18/${position.lat}/${position.lng}`;
  return (
    <div className="rp-map">
      <svg viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} role="img" aria-label={t('response.map')}>
        <rect className="land" width={MAP_WIDTH} height={MAP_HEIGHT} />
        {plan.state === 'there' && pathsAround(plan.plan, position).map((path, index) => <path key={index} className={path.kind} d={path.d} />)}
        {cone.length > 0 && <path className="cone" d={`M${cone.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`} />}
        {camera && <circle className="camera" cx={camera.x} cy={camera.y} r="4" />}
        <g className={`pin s${view.severity}`} transform={`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`}>
          <path d="M0 0L-5 -8H5Z" />
          <rect x="-10" y="-27" width="20" height="19" rx="3" />
        </g>
        <svg x={at.x - 6} y={at.y - 24} width="12" height="12" className={`s${view.severity}`}>
          <SeverityShape severity={view.severity} />
        </svg>
      </svg>
      {plan.state === 'missing' && <span className="rp-map-note f12 t2">{t('response.mapMissing')}</span>}
      <a className="rp-open" href={elsewhere} target="_blank" rel="noreferrer">
        <Icon name="pin" size="s" />
        {t('response.openInMaps')}
      </a>
    </div>
  );
}

type PlanState = { state: 'fetching' } | { state: 'there'; plan: Plan } | { state: 'missing' };

/** Camera and place are shown also while the plan is fetched, and when it cannot be had. */
function usePlan(): PlanState {
  const [plan, setPlan] = useState<PlanState>({ state: 'fetching' });
  useEffect(() => {
    const leaving = new AbortController();
    fetchPlan(leaving.signal).then(
      (fetched) => setPlan({ state: 'there', plan: fetched }),
      () => {
        if (!leaving.signal.aborted) setPlan({ state: 'missing' });
      },
    );
    return () => leaving.abort();
  }, []);
  return plan;
}

async function fetchPlan(signal: AbortSignal): Promise<Plan> {
  const answer = await fetch('/map/plan.geojson', { signal });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return planSchema.parse(await answer.json());
}
