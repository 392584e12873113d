/** Accounts of the demo city, shown on the sign-in page. They exist only there and can be signed in only there. */
import type { Role } from '#shared/domain/permissions.ts';

export const DEMO_PASSWORD = 'demo';

export const DEMO_ACCOUNTS: readonly { login: string; name: string; role: Role }[] = [
  { login: 'demianchuk', name: 'О. Дем’янчук', role: 'inspector' },
  { login: 'kravets', name: 'Т. Кравець', role: 'supervisor' },
  { login: 'lysenko', name: 'В. Лисенко', role: 'administrator' },
];
