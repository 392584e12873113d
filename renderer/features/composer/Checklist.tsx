import { useTranslation } from 'react-i18next';
import type { Category } from '#shared/domain/categories.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import type { ComposerFields } from './fields.ts';
import { changeFields } from './store.ts';

/** F8 stays the key that silences alarms. */
const KEYED_STEPS = 7;

export function Checklist({ category, fields }: { category: Category; fields: ComposerFields }) {
  const { t } = useTranslation();
  const doneAt = new Map(fields.sopDone.map((done) => [done.step, done.at]));
  const next = category.sop.find((step) => !doneAt.has(step));
  if (category.sop.length === 0) return null;
  return (
    <section className="composer-group" aria-label={t('monitor.composer.checklist')}>
      <div className="row composer-group-head">
        <b>{t('monitor.composer.checklist')}</b>
        <span className="end f12 t3">
          {t('monitor.composer.found', { shown: category.sop.filter((step) => doneAt.has(step)).length, total: category.sop.length })}
        </span>
      </div>
      <ul className="steps">
        {category.sop.map((step, n) => (
          <Step key={step} step={step} doneAt={doneAt.get(step) ?? null} isNext={step === next} keys={n < KEYED_STEPS ? `F${n + 1}` : null} />
        ))}
      </ul>
    </section>
  );
}

function Step({ step, doneAt, isNext, keys }: { step: string; doneAt: number | null; isNext: boolean; keys: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tick = (): void => changeFields({ type: 'tick', step, at: Math.round(centreNow()) });
  useKey(keys ?? 'F1', tick, { scope: 'panel', enabled: keys !== null });
  return (
    <li>
      <button
        type="button"
        role="checkbox"
        aria-checked={doneAt !== null}
        className={['plain step', doneAt !== null ? 'done' : '', isNext ? 'next' : ''].filter(Boolean).join(' ')}
        onClick={tick}
      >
        <span className={doneAt !== null ? 'ck on' : 'ck'}>
          <Icon name="check" />
        </span>
        <span className="sp">{t(`categories.sop.${step}`)}</span>
        {doneAt === null ? null : <span className="num f12 t3">{format.time(doneAt)}</span>}
        {keys === null ? null : <Kbd keys={keys} />}
      </button>
    </li>
  );
}
