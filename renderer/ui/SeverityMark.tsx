import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITY_NAME, type Severity } from '#shared/domain/severity.ts';

/** Fill falls with severity, so the order reads without hue: octagon, triangle, half diamond, circle. */
const SHAPES: Record<Severity, ReactNode> = {
  1: <path d="M4.7 1h6.6L15 4.7v6.6L11.3 15H4.7L1 11.3V4.7z" fill="currentColor" />,
  2: <path d="M8 1.2 15.3 14.5H.7z" fill="currentColor" />,
  3: (
    <>
      <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 1.5V14.5L1.5 8z" fill="currentColor" />
    </>
  ),
  4: <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="2" />,
};

interface SeverityShapeProps {
  severity: Severity;
  sizePx?: number;
  className?: string;
}

/** The bare shape. Whoever uses it alone gives the word as accessible name. */
export function SeverityShape({ severity, sizePx, className = '' }: SeverityShapeProps) {
  const style = sizePx === undefined ? undefined : { inlineSize: sizePx, blockSize: sizePx, flex: 'none', display: 'block' };
  return (
    <svg className={`sv s${severity} ${className}`.trim()} style={style} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[severity]}
    </svg>
  );
}

/** Shape and word; `wordless` keeps the word for screen readers only. */
export function SeverityMark({ severity, wordless = false, sizePx = 13 }: { severity: Severity; wordless?: boolean; sizePx?: number }) {
  const { t } = useTranslation();
  const word = t(`common.severity.${SEVERITY_NAME[severity]}`);
  return (
    <span className={`sev s${severity}`}>
      <SeverityShape severity={severity} sizePx={sizePx} />
      <span className={wordless ? 'sr' : 'w'}>{word}</span>
    </span>
  );
}
