import type { ReactNode } from 'react';

/** A region with a head. Regions scroll, the page never does. */
export function Panel({ children, className = '', label }: { children: ReactNode; className?: string; label?: string }) {
  return (
    <section className={`panel ${className}`.trim()} aria-label={label}>
      {children}
    </section>
  );
}

export function PanelHead({ title, note, end }: { title: ReactNode; note?: ReactNode; end?: ReactNode }) {
  return (
    <div className="ph">
      <h2>{title}</h2>
      {note === undefined || note === null ? null : <span className="n">{note}</span>}
      {end === undefined ? null : <span className="end row f12 head-end">{end}</span>}
    </div>
  );
}
