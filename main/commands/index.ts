/** The commands of `lubart`: one line each. */
import { addAccount, disableAccount, listAccounts } from './accounts.ts';
import { verifyAudit } from './audit.ts';
import type { Command } from './command.ts';
import { verify } from './verify.ts';

export const COMMANDS: Readonly<Record<string, Command>> = {
  verify,
  'accounts add': addAccount,
  'accounts list': listAccounts,
  'accounts disable': disableAccount,
  'audit verify': verifyAudit,
};

/** The command that the line begins with, one or two words, and what follows it; null when there is none. */
export function findCommand(argv: readonly string[]): { command: Command; args: readonly string[] } | null {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(' ');
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command) return { command, args: argv.slice(words) };
  }
  return null;
}

export function usageText(): string {
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.about}`);
  return `usage:\n${lines.join('\n')}\n`;
}
