import { useCallback } from 'react';
import type { ProfileRole } from '#shared/contract/cameras.ts';
import { mediaUrl, useClient } from '#renderer/api/client.ts';

/** Asks the host for a ticket and gives the address of a camera's live socket. Each address is good for one opening. */
export function useLiveUrl(): (cameraId: string, role: ProfileRole) => Promise<string> {
  const client = useClient();
  return useCallback(
    async (cameraId, role) => {
      const ticket = await client.cameras.liveTicket({ id: cameraId, role });
      return mediaUrl(ticket.path, 'ws');
    },
    [client],
  );
}
