import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { isOpenState, type IncidentState } from '#shared/domain/incident-status.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import { useMay } from '#renderer/api/session.ts';
import { deskLabel } from '#renderer/app/desk-label.ts';
import { hrefOf } from '#renderer/app/routes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { useNow } from '#renderer/ui/ticker.ts';

const USUAL: IncidentState[] = ['open', 'dispatched', 'in-progress', 'resolved', 'reviewed'];

/** A false or duplicate incident ends after the step it had reached. */
function stepsOf(incident: Incident): IncidentState[] {
  if (incident.state !== 'closed-false' && incident.state !== 'closed-duplicate') return USUAL;
  const seen = USUAL.filter((state) => incident.facts.some((fact) => fact.state === state));
  return [...seen, incident.state];
}

function Flow({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const steps = stepsOf(incident);
  const at = steps.indexOf(incident.state);
  const timeOf = (state: IncidentState): number | undefined =>
    state === 'open' ? incident.loggedAt : incident.facts.filter((fact) => fact.state === state).at(-1)?.at;
  return (
    <ol className="flow">
      {steps.map((state, n) => {
        const time = n <= at ? timeOf(state) : undefined;
        return (
          <li key={state} className={n === at ? 'now' : n < at ? 'dn' : undefined} aria-current={n === at ? 'step' : undefined}>
            <b>{t(`incidents.state.${state}`)}</b>
            <span className="num f12">{time === undefined ? ' ' : format.timeOrDate(time, now)}</span>
          </li>
        );
      })}
    </ol>
  );
}

interface IncidentHeaderProps {
  incident: Incident;
  cameraNumber: string | null;
  canStep: boolean;
  onAddFact: () => void;
  onSend: () => void;
  onStep: () => void;
}

export function IncidentHeader({ incident, cameraNumber, canStep, onAddFact, onSend, onStep }: IncidentHeaderProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const mayLog = useMay('incidents.log');
  const maySend = useMay('dispatch.send');
  const isOpen = isOpenState(incident.state);
  const logged = t('incidents.loggedBy', { time: format.timeOrDate(incident.loggedAt, now), by: incident.author, desk: deskLabel(incident.deskName, t) });
  return (
    <header className="ih" data-region="tools">
      <div className="row ih-what">
        <a href={hrefOf('incidents')} className="btn g ic" aria-label={t('incidents.backToLog')} title={`${t('incidents.backToLog')} · Esc`}>
          <Icon name="chevron-start" />
        </a>
        <span role="img" aria-label={t(`common.severity.${SEVERITY_NAME[incident.severity]}`)}>
          <SeverityShape severity={incident.severity} sizePx={30} />
        </span>
        <div className="col">
          <div className="row">
            <span className="num t2">{incident.number}</span>
            <span className="f12 t3 el">{cameraNumber === null ? logged : t('incidents.fromCamera', { logged, camera: cameraNumber })}</span>
          </div>
          <h1 title={incident.place}>
            {categoryName(incident.categoryKey, i18n.language as Language)}, <bdi>{incident.place}</bdi>
          </h1>
        </div>
      </div>
      <Flow incident={incident} />
      <div className="col ih-clock">
        <span className="f12 t2 nw">{isOpen ? t('incidents.sinceSeen', { time: format.timeOrDate(incident.seenAt, now) }) : t('incidents.took')}</span>
        <span className="num ih-since">{format.clock((isOpen ? now : incident.stateSince) - incident.seenAt)}</span>
      </div>
      <div className="row">
        {mayLog ? (
          <Button kind="primary" icon="note" keys="J" onClick={onAddFact}>
            {t('incidents.addFact')}
          </Button>
        ) : null}
        {maySend && isOpen ? (
          <Button icon="plus" keys="D" onClick={onSend}>
            {t('incidents.service')}
          </Button>
        ) : null}
        {canStep ? (
          <Button keys="Ctrl+D" onClick={onStep}>
            {t(incident.state === 'resolved' ? 'incidents.review' : 'incidents.closeIt')}
          </Button>
        ) : null}
      </div>
    </header>
  );
}
