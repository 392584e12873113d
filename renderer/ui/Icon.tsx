import { ICON_PATHS, type IconName } from './icon-paths.ts';

export type { IconName };

interface IconProps {
  name: IconName;
  /** `s` 14 px, `m` 16 px, `l` 20 px. */
  size?: 's' | 'm' | 'l';
  className?: string;
}

/** Decorative: the text beside it, or the control's label, says what it means. */
export function Icon({ name, size = 'm', className = '' }: IconProps) {
  return (
    <svg className={`i ${size === 'm' ? '' : size} ${className}`.trim()} viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}

/** The product's mark: Lubart's castle. */
export function TowerMark({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} role="img" aria-label="Lubart">
      <path d="M5 3h3v2.5h2.5V3h3v2.5H16V3h3v6l-1.5 1.5V21h-4v-4.5a1.5 1.5 0 0 0-3 0V21h-4V10.5L5 9z" fill="currentColor" />
    </svg>
  );
}
