/** The channels: one line each. */
import type { ChannelKind } from '#shared/contract/dispatch.ts';
import type { Channel } from './channel.ts';
import { createEmailChannel, type SmtpTarget } from './email.ts';
import { createWebhookChannel } from './webhook.ts';

export interface ChannelDeps {
  /** Where mail goes out; the demo city has a server of its own. null = not up yet. */
  smtp: (isDemo: boolean) => SmtpTarget | null;
}

export function createChannels(deps: ChannelDeps): Record<ChannelKind, Channel> {
  return {
    email: createEmailChannel(deps.smtp),
    webhook: createWebhookChannel(),
  };
}
