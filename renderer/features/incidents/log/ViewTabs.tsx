import { useTranslation } from 'react-i18next';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { showView } from './log-store.ts';
import { LOG_VIEWS, type LogView } from './log-views.ts';
import { useCounts } from './use-log.ts';

const COUNT_OF: Partial<Record<LogView, 'mine' | 'open' | 'overdue' | 'notAccepted' | 'toReview'>> = {
  mine: 'mine',
  open: 'open',
  overdue: 'overdue',
  'not-accepted': 'notAccepted',
  'to-review': 'toReview',
};

/** Saved views, with how many each holds now. */
export function ViewTabs({ view }: { view: LogView }) {
  const { t } = useTranslation();
  const counts = useCounts();
  const step = (by: number): void => {
    const next = LOG_VIEWS[(LOG_VIEWS.indexOf(view) + by + LOG_VIEWS.length) % LOG_VIEWS.length];
    if (next !== undefined) showView(next);
  };
  useKey(']', () => step(1), { labelKey: 'incidents.nextView' });
  useKey('[', () => step(-1), { labelKey: 'incidents.previousView' });
  return (
    <div className="views" role="tablist" aria-label={t('incidents.views')}>
      {LOG_VIEWS.map((name) => {
        const countKey = COUNT_OF[name];
        const count = countKey === undefined ? undefined : counts?.[countKey];
        return (
          <button key={name} type="button" role="tab" aria-selected={name === view} className={name === view ? 'on' : undefined} onClick={() => showView(name)}>
            {t(`incidents.view.${name}`)}
            {count === undefined ? null : <b className="num">{count}</b>}
          </button>
        );
      })}
    </div>
  );
}
