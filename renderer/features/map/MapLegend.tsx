import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What the marks mean. */
export function MapLegend() {
  const { t } = useTranslation();
  return (
    <div className="maplabel map-legend row">
      <span className="row">
        <Mark>
          <circle r="4.6" fill="var(--m-cam)" />
        </Mark>
        {t('monitor.map.mark.live')}
      </span>
      <span className="row">
        <Mark>
          <circle r="5.5" fill="var(--m-halo)" stroke="var(--sev-3)" strokeWidth="1.6" />
          <path d="M0 -5.5a5.5 5.5 0 0 1 0 11z" fill="var(--sev-3)" />
        </Mark>
        {t('monitor.map.mark.late')}
      </span>
      <span className="row">
        <Mark>
          <circle r="6" fill="var(--m-halo)" stroke="var(--sev-1)" strokeWidth="1.8" />
          <path d="M-2.6 -2.6l5.2 5.2M2.6 -2.6l-5.2 5.2" stroke="var(--sev-1)" strokeWidth="1.8" />
        </Mark>
        {t('monitor.map.mark.dead')}
      </span>
      <span className="row">
        <Mark>
          <circle r="5" fill="var(--m-halo)" stroke="var(--t-3)" strokeWidth="1.5" strokeDasharray="2 2" />
        </Mark>
        {t('monitor.map.mark.off')}
      </span>
      <span className="row">
        <Mark>
          <circle r="4.6" fill="var(--m-cam)" />
          <circle r="8" fill="none" stroke="var(--m-cam)" strokeWidth="1.2" strokeDasharray="3 2.3" />
        </Mark>
        {t('monitor.map.ptz')}
      </span>
    </div>
  );
}

function Mark({ children }: { children: ReactNode }) {
  return (
    <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
      {children}
    </svg>
  );
}
