import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import { isOpenState } from '#shared/domain/incident-status.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useMay } from '#renderer/api/session.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { showToast } from '#renderer/ui/toast-store.ts';

/** The category's steps (SOP). Done is done: with its time and name, never taken back. */
export function Checklist({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayTick = useMay('incidents.log') && isOpenState(incident.state);
  const tick = useMutation(
    orpc.incidents.tickStep.mutationOptions({
      onSuccess: (changed) => queryClient.setQueryData(orpc.incidents.get.queryKey({ input: { id: incident.id } }), changed),
      onError: (error) => showToast({ tone: 's1', title: t('incidents.notTicked'), detail: failureOf(error, t).text }),
    }),
  );
  const next = incident.sop.find((item) => item.doneAt === null);
  useKey('F5', () => next && tick.mutate({ id: incident.id, step: next.step }), { labelKey: 'incidents.tickNext', enabled: mayTick && next !== undefined });
  if (incident.sop.length === 0) return null;
  const done = incident.sop.filter((item) => item.doneAt !== null).length;
  return (
    <section aria-label={t('incidents.checklist')}>
      <PanelHead title={t('incidents.checklist')} note={t('incidents.checklistDone', { done, all: incident.sop.length })} />
      <ul className="ck2">
        {incident.sop.map((item) => {
          const isNext = item === next && mayTick;
          const words = t(`categories.sop.${item.step}`, { defaultValue: item.step });
          return (
            <li key={item.step} className={isNext ? 'op' : undefined}>
              <button
                type="button"
                role="checkbox"
                aria-checked={item.doneAt !== null}
                disabled={!mayTick || item.doneAt !== null}
                title={item.doneBy === null ? words : `${words} · ${item.doneBy}`}
                onClick={() => tick.mutate({ id: incident.id, step: item.step })}
              >
                <span className={item.doneAt === null ? 'ck' : 'ck on'}>
                  <Icon name="check" />
                </span>
                <span className="sp el">{words}</span>
                {item.doneAt === null ? isNext ? <Kbd keys="F5" /> : null : <span className="num f12 t3">{format.time(item.doneAt)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
