import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import type { Incident } from '#shared/contract/incidents.ts';
import { isFinished, isTakenOver } from '#shared/domain/dispatch-status.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { EmptyState } from '#renderer/ui/States.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { DispatchLine } from './DispatchLine.tsx';
import { orderDispatches } from './dispatch-order.ts';
import { PhoneDialog } from './PhoneDialog.tsx';
import { SendDialog } from './SendDialog.tsx';
import { useDispatchActions } from './use-dispatch-actions.ts';

type Open = { kind: 'phone' | 'cancel'; dispatch: Dispatch } | { kind: 'send' } | null;

/** The line that a key means: the one that holds the focus, else the most urgent one. */
function meantLine(lines: readonly Dispatch[], focusedId: string | null): Dispatch | undefined {
  return lines.find((line) => line.id === focusedId) ?? lines.find((line) => !isTakenOver(line.state) && !isFinished(line.state)) ?? lines[0];
}

export function DispatchSection({
  incident,
  isSending,
  onSendingChange,
}: {
  incident: Incident;
  isSending: boolean;
  onSendingChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const mayAct = useMay('dispatch.send');
  const { data: services = [] } = useQuery(orpc.dispatch.services.queryOptions());
  const { resend, acceptByPhone } = useDispatchActions();
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const [asked, setAsked] = useState<Exclude<Open, { kind: 'send' }>>(null);
  const open: Open = asked ?? (isSending ? { kind: 'send' } : null);
  const lines = orderDispatches(incident.dispatchList, centreNow());
  const current = meantLine(lines, focusedId);
  const taken = lines.filter((line) => isTakenOver(line.state)).length;
  const canCancel = current !== undefined && !isFinished(current.state);
  const canAccept = current !== undefined && !isTakenOver(current.state) && !isFinished(current.state);
  const serviceOf = (dispatch: Dispatch) => services.find((service) => service.id === dispatch.serviceId);
  const enabled = mayAct && current !== undefined;
  const acceptByPhoneOf = (dispatch: Dispatch): void => setAsked({ kind: 'phone', dispatch });
  const cancelOf = (dispatch: Dispatch): void => setAsked({ kind: 'cancel', dispatch });
  useKey('V', () => current && acceptByPhoneOf(current), { labelKey: 'dispatch.action.acceptedByPhone', enabled: enabled && canAccept });
  useKey('Shift+R', () => current && resend.mutate({ id: current.id }), { labelKey: 'dispatch.action.resend', enabled: enabled && canAccept });
  useKey('X', () => current && cancelOf(current), { labelKey: 'dispatch.action.cancel', enabled: enabled && canCancel });
  useKey('D', () => onSendingChange(true), { labelKey: 'dispatch.action.sendElsewhere', enabled: mayAct });
  return (
    <>
      <PanelHead
        title={t('dispatch.title')}
        note={t('dispatch.summary', { count: lines.length, taken })}
        end={
          mayAct && current ? (
            <>
              <b className="num">{current.serviceCode}</b>
              <Button small kind="quiet" keys="V" disabled={!canAccept} onClick={() => acceptByPhoneOf(current)}>
                {t('dispatch.hint.phone')}
              </Button>
              <Button small kind="quiet" keys="Shift+R" disabled={!canAccept} onClick={() => resend.mutate({ id: current.id })}>
                {t('dispatch.hint.resend')}
              </Button>
              <span className="t3">{t('dispatch.hint.nextLine')}</span>
              <Kbd keys="Tab" />
            </>
          ) : undefined
        }
      />
      <div onFocus={(event) => setFocusedId(event.target.closest('[data-dispatch-id]')?.getAttribute('data-dispatch-id') ?? null)}>
        {lines.length === 0 ? <EmptyState icon="send" title={t('dispatch.none')} detail={t('dispatch.noneDetail')} /> : null}
        {lines.map((dispatch) => (
          <DispatchLine
            key={dispatch.id}
            dispatch={dispatch}
            service={serviceOf(dispatch)}
            mayAct={mayAct}
            isCurrent={dispatch.id === current?.id}
            onAcceptByPhone={acceptByPhoneOf}
            onCancel={cancelOf}
            onResend={(line) => resend.mutate({ id: line.id })}
            onSendElsewhere={() => onSendingChange(true)}
          />
        ))}
      </div>
      {open?.kind === 'phone' ? (
        <PhoneDialog
          dispatch={open.dispatch}
          service={serviceOf(open.dispatch)}
          onAccept={(name) => acceptByPhone.mutate({ id: open.dispatch.id, name })}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {open?.kind === 'cancel' ? <CancelDialog dispatch={open.dispatch} onClose={() => setAsked(null)} /> : null}
      {open?.kind === 'send' ? <SendDialog incident={incident} services={services} onClose={() => onSendingChange(false)} /> : null}
    </>
  );
}
