import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/api/connection-state.ts';
import { pathOf, PLAN_HEIGHT, PLAN_WIDTH, planSchema, projectionOf, readablePath, type Plan } from './plan-geometry.ts';

/** The plan is decoration here: when it cannot be had, the ground stays plain. */
async function fetchPlan(httpOrigin: string): Promise<Plan | null> {
  const answer = await fetch(`${httpOrigin}/map/plan.geojson`);
  return answer.ok ? planSchema.parse(await answer.json()) : null;
}

const STREET_LAYERS = ['side', 'main-casing', 'main'] as const;

function Drawing({ plan }: { plan: Plan }) {
  const id = useId();
  const project = useMemo(() => projectionOf(plan), [plan]);
  const of = (kind: string) => plan.features.filter((feature) => feature.properties.kind === kind);
  const streets = of('street');
  const fills = (kind: string) => of(kind).map((feature, n) => <path key={`${kind}${n}`} className={`p-${kind}`} d={pathOf(feature, project)} />);
  return (
    <svg className="backdrop-plan" viewBox={`0 0 ${PLAN_WIDTH} ${PLAN_HEIGHT}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {fills('land-shade')}
      {fills('park')}
      {of('river').map((feature, n) => (
        <g key={n}>
          <path className="p-shore" strokeWidth={(feature.properties.width ?? 9) + 3} d={pathOf(feature, project)} />
          <path className="p-river" strokeWidth={feature.properties.width ?? 9} d={pathOf(feature, project)} />
        </g>
      ))}
      {fills('building')}
      {fills('lane')}
      {fills('boundary')}
      {STREET_LAYERS.map((layer) => (
        <g key={layer} className={`p-street-${layer}`}>
          {streets
            .filter((feature) => (feature.properties.class === 'side') === (layer === 'side'))
            .map((feature, n) => (
              <path key={n} d={pathOf(feature, project)} />
            ))}
        </g>
      ))}
      {fills('railway')}
      {fills('castle')}
      {streets.map((feature, n) => (
        <g key={n}>
          <path id={`${id}${n}`} d={readablePath(feature, project)} fill="none" />
          <text className="m-st" dy="4">
            <textPath href={`#${id}${n}`} startOffset={`${Math.round((feature.properties.labelAt ?? 0.3) * 100)}%`}>
              {feature.properties.name}
            </textPath>
          </text>
        </g>
      ))}
      {of('district').map((feature, n) => {
        if (feature.geometry.type !== 'Point') return null;
        const [x, y] = project(feature.geometry.coordinates);
        return (
          <text key={n} className="m-di" x={x} y={y} textAnchor="middle">
            {feature.properties.name?.toLocaleUpperCase('uk')}
          </text>
        );
      })}
    </svg>
  );
}

export function PlanBackdrop() {
  const { t } = useTranslation();
  const httpOrigin = useConnection((state) => state.httpOrigin);
  const { data: plan } = useQuery({ queryKey: ['backdrop-plan', httpOrigin], queryFn: () => fetchPlan(httpOrigin), enabled: httpOrigin !== '' });
  if (!plan) return <div className="map backdrop" />;
  return (
    <div className="map backdrop">
      <Drawing plan={plan} />
      <span className="maplabel">{t('access.planNote')}</span>
    </div>
  );
}
