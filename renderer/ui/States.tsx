import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { useFormat } from './format.ts';
import { Icon, type IconName } from './Icon.tsx';
import { SeverityShape } from './SeverityMark.tsx';
import { useNow } from './ticker.ts';

interface EmptyStateProps {
  icon: IconName;
  title: string;
  detail?: string;
  /** The next thing to do, with its key. */
  action?: ReactNode;
}

/** Says why there is nothing, and the next key. */
export function EmptyState({ icon, title, detail, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} size="l" />
      <p className="m">{title}</p>
      {detail ? <p className="f12 t2">{detail}</p> : null}
      {action}
    </div>
  );
}

/** First paint only: still shapes and since when we wait. A refresh never blanks what stands. */
export function LoadingState({ rows = 6, since }: { rows?: number; since: number }) {
  const { t } = useTranslation();
  const now = useNow();
  const format = useFormat();
  return (
    <div className="loading" role="status" aria-label={t('common.state.loading')}>
      {Array.from({ length: rows }, (_, n) => (
        <div key={n} className="loading-row">
          <i className="sk" style={{ inlineSize: 34 }} />
          <i className="sk" style={{ inlineSize: 140 + ((n * 67) % 120) }} />
          <i className="sk" style={{ inlineSize: 70 }} />
        </div>
      ))}
      <p className="f12 t3">{t('common.state.loadingSince', { age: format.age(Math.max(0, now - since)) })}</p>
    </div>
  );
}

/** After this a list that could not be renewed says how old it is (table of stale things in the design). */
export const LIST_STALE_AFTER_MS = 5_000;
/** After this it is an alarm. */
export const LIST_BAD_AFTER_MS = 60_000;

/** What stands is old: as of when, how long ago, and why. */
export function StaleNote({ asOf, why, icon = 'database' }: { asOf: number; why: string; icon?: IconName }) {
  const { t } = useTranslation();
  const now = useNow();
  const format = useFormat();
  const ageMs = Math.max(0, now - asOf);
  return (
    <div className={ageMs > LIST_BAD_AFTER_MS ? 'note-bar s1' : 'note-bar'} role="status">
      <Icon name={icon} size="s" />
      <span className="t1">{t('common.state.asOf', { time: format.time(asOf), age: format.age(ageMs) })}</span>
      <span>{why}</span>
    </div>
  );
}

interface FailedStateProps {
  title: string;
  /** What is safe, what it was. */
  detail: string;
  onRetry?: () => void;
  retryKeys?: string;
}

/** What happened, what is safe, what to do. */
export function FailedState({ title, detail, onRetry, retryKeys }: FailedStateProps) {
  const { t } = useTranslation();
  return (
    <div className="toast s1 failed" role="alert">
      <SeverityShape severity={1} sizePx={18} />
      <div className="sp">
        <p className="m">{title}</p>
        <p className="f12 t2">{detail}</p>
      </div>
      {onRetry ? (
        <Button small kind="primary" keys={retryKeys} onClick={onRetry}>
          {t('common.action.tryAgain')}
        </Button>
      ) : null}
    </div>
  );
}
