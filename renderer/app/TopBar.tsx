import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { useHost } from '#renderer/api/client.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Clock } from '#renderer/ui/Clock.tsx';
import { Icon, TowerMark } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { deskLabel } from './desk-label.ts';
import { HealthCell } from './HealthCell.tsx';
import { UserMenu } from './UserMenu.tsx';

export function TopBar({ onCommand }: { onCommand: () => void }) {
  const { t, i18n } = useTranslation();
  const { info } = useHost();
  return (
    <header className="top" data-region="top" tabIndex={-1}>
      <div className="cell mark">
        <TowerMark />
      </div>
      <div className="cell">
        <span className="b">{info?.centreName[i18n.language as Language] ?? 'Lubart'}</span>
        {info?.isDemo ? <Badge>{t('shell.demo')}</Badge> : null}
        <span className="t2 hide-c">{info ? deskLabel(info.deskName, t) : null}</span>
      </div>
      <div className="cell cmd">
        <button type="button" className="cmdbox f12" onClick={onCommand} aria-keyshortcuts="Control+K">
          <Icon name="search" size="s" />
          <span className="sp el">{t('shell.command.placeholder')}</span>
          <Kbd keys="Ctrl+K" />
        </button>
      </div>
      <HealthCell />
      <UserMenu />
      <div className="cell clock-cell">
        <Clock />
      </div>
    </header>
  );
}
