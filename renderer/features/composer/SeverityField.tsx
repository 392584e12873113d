import { useTranslation } from 'react-i18next';
import { SEVERITIES, SEVERITY_NAME, type Severity } from '#shared/domain/severity.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';

function SeverityButton({ severity, isOn, onChoose }: { severity: Severity; isOn: boolean; onChoose: (severity: Severity) => void }) {
  const { t } = useTranslation();
  useKey(`Alt+${severity}`, () => onChoose(severity), { scope: 'panel' });
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isOn}
      className={isOn ? 'plain severity-option on' : 'plain severity-option'}
      onClick={() => onChoose(severity)}
    >
      <SeverityShape severity={severity} sizePx={12} />
      {t(`common.severity.${SEVERITY_NAME[severity]}`)}
      <Kbd keys={`Alt+${severity}`} />
    </button>
  );
}

export function SeverityField({ severity, isProposed, onChoose }: { severity: Severity | null; isProposed: boolean; onChoose: (severity: Severity) => void }) {
  const { t } = useTranslation();
  return (
    <div className="field severity-field">
      <span className="lab">
        {t('monitor.composer.severity')} {isProposed ? <span className="t3">{t('monitor.composer.severityProposed')}</span> : null}
      </span>
      <div className="severity-options" role="radiogroup" aria-label={t('monitor.composer.severity')}>
        {SEVERITIES.map((one) => (
          <SeverityButton key={one} severity={one} isOn={one === severity} onChoose={onChoose} />
        ))}
      </div>
    </div>
  );
}
