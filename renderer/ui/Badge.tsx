import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type BadgeTone = 'plain' | 's1' | 's2' | 's3' | 'solid1' | 'lock' | 'acc' | 'ok';

export function Badge({ children, tone = 'plain', icon }: { children: ReactNode; tone?: BadgeTone; icon?: IconName }) {
  return (
    <span className={tone === 'plain' ? 'badge' : `badge ${tone}`}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  );
}
