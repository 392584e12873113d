import { useTranslation } from 'react-i18next';
import type { Dispatch, Service } from '#shared/contract/dispatch.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { isFinished } from '#shared/domain/dispatch-status.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { dispatchClock } from './dispatch-clock.ts';
import { lineTone } from './dispatch-steps.ts';
import { Stepper } from './Stepper.tsx';

export interface LineActions {
  onAcceptByPhone: (dispatch: Dispatch) => void;
  onResend: (dispatch: Dispatch) => void;
  onSendElsewhere: (dispatch: Dispatch) => void;
  onCancel: (dispatch: Dispatch) => void;
}

interface DispatchLineProps extends LineActions {
  dispatch: Dispatch;
  service: Service | undefined;
  mayAct: boolean;
  /** The line that the keys mean now. */
  isCurrent: boolean;
}

function Clock({ dispatch, now }: { dispatch: Dispatch; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const clock = dispatchClock(dispatch, now);
  return (
    <div className="clk">
      <span className={`f12 ${clock.tone ?? 't2'}`}>{t(`dispatch.clock.${clock.meaning}`)}</span>
      <b className={clock.tone === 's3' ? 's3' : (clock.tone ?? undefined)} dir="ltr">
        {clock.ms === null ? t('common.state.none') : `${clock.isOver ? '+' : ''}${format.clock(clock.ms)}`}
      </b>
      {clock.sub === null ? null : <span className="f12 t3 num">{t(`dispatch.sub.${clock.sub.key}`, { time: format.time(clock.sub.at) })}</span>}
    </div>
  );
}

/** How the message went: the last attempt, by which channel, what came back. */
function ChannelText({ dispatch }: { dispatch: Dispatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const last = dispatch.attempts.at(-1);
  const channel = t(`dispatch.channel.${dispatch.channel}`);
  const text =
    last === undefined
      ? t('dispatch.notTriedYet', { channel })
      : last.result === 'delivered'
        ? t('dispatch.receipt', { channel, age: format.age(last.at - dispatch.createdAt) })
        : t('dispatch.tryFailed', { channel, count: dispatch.attempts.length, why: last.detail });
  return (
    <span className="f12 t3 el" title={text}>
      {text}
    </span>
  );
}

function Note({ dispatch, service, mayAct, isCurrent, onAcceptByPhone, onResend, onSendElsewhere, tone }: DispatchLineProps & { tone: 'esc' | 'ref' }) {
  const { t } = useTranslation();
  const keys = (chord: string): string | undefined => (isCurrent ? chord : undefined);
  if (tone === 'ref') {
    const refusal = dispatch.facts.filter((fact) => fact.state === 'refused').at(-1);
    const cause = refusal?.detail ?? '';
    return (
      <div className="note">
        <Icon name="cross-out" size="s" />
        <span className="sp note-words">
          <b className="m s2">{t(`dispatch.cause.${cause}`, { defaultValue: cause === '' ? t('dispatch.cause.none') : cause })}</b>
        </span>
        {mayAct ? (
          <>
            <Button small kind="primary" keys={keys('D')} onClick={() => onSendElsewhere(dispatch)}>
              {t('dispatch.action.sendElsewhere')}
            </Button>
            <Button small keys={keys('Shift+R')} onClick={() => onResend(dispatch)}>
              {t('dispatch.action.askAgain')}
            </Button>
          </>
        ) : null}
      </div>
    );
  }
  return (
    <div className="note">
      <Icon name="phone" size="s" />
      <span className="sp note-words">
        <b className="m">{t('dispatch.callNow', { phone: service?.phone ?? dispatch.serviceCode })}</b>{' '}
        <span className="t2">{t(dispatch.state === 'undeliverable' ? 'dispatch.whyUndeliverable' : 'dispatch.whyOverdue')}</span>
      </span>
      {mayAct ? (
        <>
          <Button small kind="primary" icon="phone" keys={keys('V')} onClick={() => onAcceptByPhone(dispatch)}>
            {t('dispatch.action.acceptedByPhone')}
          </Button>
          <Button small keys={keys('Shift+R')} onClick={() => onResend(dispatch)}>
            {t('dispatch.action.resend')}
          </Button>
          <Button small keys={keys('D')} onClick={() => onSendElsewhere(dispatch)}>
            {t('dispatch.action.sendElsewhere')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** One service: code and priority, its steps, one clock, and the next useful thing to do. */
export function DispatchLine(props: DispatchLineProps) {
  const { dispatch, isCurrent, mayAct, onCancel } = props;
  const { t, i18n } = useTranslation();
  const now = useNow();
  const tone = lineTone(dispatch, now);
  const name = dispatch.serviceName[i18n.language as Language];
  return (
    <section
      className={['dsp', tone ?? '', isCurrent ? 'current' : ''].filter(Boolean).join(' ')}
      aria-label={`${dispatch.serviceCode} ${name}`}
      data-dispatch-id={dispatch.id}
    >
      <div className="who">
        <div className="row">
          <button type="button" className="plain code" aria-label={t('dispatch.chooseLine', { code: dispatch.serviceCode })} aria-pressed={isCurrent}>
            {dispatch.serviceCode}
          </button>
          <Badge>{t('dispatch.priority', { n: dispatch.priority })}</Badge>
          {mayAct && !isFinished(dispatch.state) ? (
            <Button
              small
              kind="quiet"
              icon="cross-out"
              className="end"
              keys={isCurrent ? 'X' : undefined}
              aria-label={t('dispatch.cancelling.title', { code: dispatch.serviceCode })}
              title={`${t('dispatch.action.cancel')} · X`}
              onClick={() => onCancel(dispatch)}
            />
          ) : null}
          {tone === 'esc' && dispatch.escalation > 0 ? (
            <Badge tone="solid1" icon="bell">
              {t('dispatch.escalated', { level: dispatch.escalation })}
            </Badge>
          ) : null}
          {dispatch.state === 'undeliverable' ? <Badge tone="s1">{t('dispatch.state.undeliverable')}</Badge> : null}
          {dispatch.state === 'refused' ? <Badge tone="s2">{t('dispatch.state.refused')}</Badge> : null}
          {dispatch.state === 'cancelled' ? <Badge>{t('dispatch.state.cancelled')}</Badge> : null}
        </div>
        <span className="m el" title={name}>
          {name}
        </span>
        <ChannelText dispatch={dispatch} />
      </div>
      <Stepper dispatch={dispatch} now={now} />
      <Clock dispatch={dispatch} now={now} />
      {tone === null ? null : <Note {...props} tone={tone} />}
    </section>
  );
}
