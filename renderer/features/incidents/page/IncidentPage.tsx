import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import { INCIDENT_STEPS } from '#shared/domain/incident-status.ts';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useSession } from '#renderer/api/session.ts';
import { navigate } from '#renderer/app/routes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { useSince } from '#renderer/ui/use-since.ts';
import { DispatchSection } from '../dispatch/DispatchSection.tsx';
import { EvidenceSection } from '../evidence/EvidenceSection.tsx';
import { JournalPanel } from '../journal/JournalPanel.tsx';
import { Checklist } from './Checklist.tsx';
import { CourseOfEvents } from './CourseOfEvents.tsx';
import { IncidentHeader } from './IncidentHeader.tsx';
import { IncidentSide } from './IncidentSide.tsx';
import { StepDialog } from './StepDialog.tsx';
import '../incidents.css';
import './incident-page.css';

function Body({ incident }: { incident: Incident }) {
  const page = useRef<HTMLDivElement>(null);
  const permissions = useSession((state) => state.info?.permissions ?? []);
  const [isSending, setSending] = useState(false);
  const [isStepping, setStepping] = useState(false);
  const [markedAt, setMarkedAt] = useState<number | null>(null);
  const steps = INCIDENT_STEPS.filter((step) => step.from === incident.state && step.by !== 'system' && permissions.includes(step.by));
  const cameraNumber = incident.clips.find((clip) => clip.cameraId === incident.cameraId)?.cameraNumber ?? null;
  useKey('Ctrl+D', () => setStepping(true), { labelKey: 'incidents.closeIt', enabled: steps.length > 0 });
  const mark = (at: number | null): void => {
    setMarkedAt(at);
    requestAnimationFrame(() => page.current?.querySelector('.jl .marked')?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <>
      <IncidentHeader
        incident={incident}
        cameraNumber={cameraNumber}
        canStep={steps.length > 0}
        onAddFact={() => page.current?.querySelector<HTMLElement>('.jin textarea')?.focus()}
        onSend={() => setSending(true)}
        onStep={() => setStepping(true)}
      />
      <div className="ig" ref={page}>
        <JournalPanel incident={incident} markedAt={markedAt} />
        <div className="col cen">
          <DispatchSection incident={incident} isSending={isSending} onSendingChange={setSending} />
          <CourseOfEvents incident={incident} markedAt={markedAt} onMark={mark} />
          <EvidenceSection incident={incident} />
          <Checklist incident={incident} />
        </div>
        <IncidentSide incident={incident} />
      </div>
      {isStepping ? <StepDialog incident={incident} steps={steps} onClose={() => setStepping(false)} /> : null}
    </>
  );
}

/** One incident: journal, services, evidence, place; everything on one clock. */
export function IncidentPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const since = useSince();
  const query = useQuery(orpc.incidents.get.queryOptions({ input: { id } }));
  useKey('Esc', () => navigate('incidents'), { labelKey: 'incidents.backToLog' });
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      {query.data && query.error ? <StaleNote asOf={query.dataUpdatedAt} why={failureOf(query.error, t).text} /> : null}
      {query.data ? <Body incident={query.data} /> : null}
      {!query.data && query.error ? (
        <div className="panel">
          <FailedState title={t('incidents.notOpened')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
          <div className="pb">
            <Button keys="Esc" onClick={() => navigate('incidents')}>
              {t('incidents.backToLog')}
            </Button>
          </div>
        </div>
      ) : null}
      {!query.data && !query.error ? <LoadingState rows={10} since={since} /> : null}
    </main>
  );
}
