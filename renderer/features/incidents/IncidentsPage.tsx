import { useRoute } from '#renderer/app/routes.ts';
import { LogPage } from './log/LogPage.tsx';
import { IncidentPage } from './page/IncidentPage.tsx';

/** The log, or one incident of it. */
export function IncidentsPage() {
  const { id } = useRoute();
  return id === null ? <LogPage /> : <IncidentPage key={id} id={id} />;
}
