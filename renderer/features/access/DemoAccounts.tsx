import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/domain/permissions.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';

export interface DemoAccount {
  login: string;
  name: string;
  role: Role;
  password: string;
}

function DemoRow({ account, keys, isChosen, onChoose }: { account: DemoAccount; keys: string; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  useKey(keys, onChoose, { labelKey: 'access.signIn' });
  return (
    <li>
      <button type="button" className={isChosen ? 'on' : undefined} onClick={onChoose}>
        <b className="m">{account.name}</b>
        <span className="t2 f12">{t(`access.role.${account.role}`)}</span>
        <span className="t3 f12 el dsc">{t(`access.does.${account.role}`)}</span>
        <Kbd keys={keys} />
      </button>
    </li>
  );
}

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  chosenLogin: string;
  onChoose: (account: DemoAccount) => void;
}

export function DemoAccounts({ accounts, chosenLogin, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation();
  const passwords = new Set(accounts.map((account) => account.password));
  const shared = passwords.size === 1 ? accounts[0]?.password : undefined;
  return (
    <>
      <span className="cap">{shared === undefined ? t('access.demoAccountsPlain') : t('access.demoAccounts', { password: shared })}</span>
      <ul className="acc">
        {accounts.slice(0, 9).map((account, n) => (
          <DemoRow key={account.login} account={account} keys={`Alt+${n + 1}`} isChosen={account.login === chosenLogin} onChoose={() => onChoose(account)} />
        ))}
      </ul>
    </>
  );
}
