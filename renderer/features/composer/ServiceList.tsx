import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/contract/dispatch.ts';
import type { Category } from '#shared/domain/categories.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { useNow } from '#renderer/ui/ticker.ts';
import { choiceOf, type ComposerFields, type Priority, type ServiceChoice } from './fields.ts';
import { changeFields } from './store.ts';

/** Keys of the lines, in their order on the board; T is the text's. */
const LINE_KEYS = ['Q', 'W', 'E', 'R', 'Y', 'U', 'I', 'O'] as const;
const PRIORITIES: readonly Priority[] = [1, 2, 3];

/** Proposed first and by priority, then the rest by code. */
export function sortedServices(services: readonly Service[], category: Category | null): Service[] {
  const rank = (service: Service): number => category?.services.find((one) => one.kind === service.kind)?.priority ?? 9;
  return [...services].sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code, 'en', { numeric: true }));
}

export function ServiceList({ services, category, fields }: { services: readonly Service[]; category: Category | null; fields: ComposerFields }) {
  const { t } = useTranslation();
  return (
    <section className="composer-group" aria-label={t('monitor.composer.services')}>
      <div className="row composer-group-head">
        <b>{t('monitor.composer.services')}</b>
        {fields.district === '' || !category ? null : <span className="t3 f12">{t('monitor.composer.proposedFor', { district: fields.district })}</span>}
        <span className="end f12 t3">{t('monitor.composer.priority')}</span>
      </div>
      {sortedServices(services, category).map((service, n) => (
        <ServiceLine
          key={service.id}
          service={service}
          choice={choiceOf(fields, service.id)}
          acceptWithinMs={category?.services.find((one) => one.kind === service.kind)?.acceptWithinMs ?? service.acceptWithinMs}
          lineKey={LINE_KEYS[n]}
        />
      ))}
    </section>
  );
}

interface ServiceLineProps {
  service: Service;
  choice: ServiceChoice;
  acceptWithinMs: number;
  lineKey: string | undefined;
}

function ServiceLine({ service, choice, acceptWithinMs, lineKey }: ServiceLineProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const toggle = (): void => changeFields({ type: 'toggle-service', serviceId: service.id });
  useKey(`Alt+${lineKey ?? 'Q'}`, toggle, { scope: 'panel', enabled: lineKey !== undefined });
  const name = service.name[i18n.language === 'en' ? 'en' : 'uk'];
  return (
    <div className={choice.isOn ? 'service-line' : 'service-line off'}>
      <button
        type="button"
        role="checkbox"
        aria-checked={choice.isOn}
        aria-label={`${service.code} ${name}`}
        className={choice.isOn ? 'plain ck on' : 'plain ck'}
        onClick={toggle}
      >
        <Icon name="check" />
      </button>
      <b className="code">{service.code}</b>
      <span className="m service-name" title={choice.isProposed ? t('monitor.composer.forCategory') : t('monitor.composer.notProposed')}>
        {name}
      </span>
      <span className="seg priorities" role="radiogroup" aria-label={t('monitor.composer.priority')}>
        {PRIORITIES.map((priority) => (
          <button
            key={priority}
            type="button"
            role="radio"
            aria-checked={choice.priority === priority}
            className={choice.priority === priority ? 'on' : undefined}
            onClick={() => changeFields({ type: 'priority', serviceId: service.id, priority })}
          >
            {t('dispatch.priority', { n: priority })}
          </button>
        ))}
      </span>
      <span className="col f12 nw service-link">
        <LinkAge service={service} />
        <span className="t3">{t('monitor.composer.acceptIn', { time: format.age(acceptWithinMs) })}</span>
      </span>
      {lineKey === undefined ? <span /> : <Kbd keys={`Alt+${lineKey}`} />}
    </div>
  );
}

/** What is known of the way to the service: when it last took a message, or that it last refused one. */
function LinkAge({ service: { lastHeardAt, lastFailedAt } }: { service: Service }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (lastFailedAt !== null && lastFailedAt > (lastHeardAt ?? 0))
    return <span className="s3">{t('monitor.composer.linkFailed', { age: format.age(now - lastFailedAt) })}</span>;
  if (lastHeardAt === null) return <span className="t3">{t('monitor.composer.linkUnknown')}</span>;
  return <span className="t2">{t('monitor.composer.linkHeard', { age: format.age(Math.max(0, now - lastHeardAt)) })}</span>;
}
