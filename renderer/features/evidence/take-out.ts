import { client, mediaUrl } from '#renderer/api/client.ts';

/** Fetches a package onto this machine. The host answers with the file as an attachment, so the page stays where it is. */
export async function takeOut(packageId: string): Promise<void> {
  const ticket = await client.evidence.downloadTicket({ id: packageId });
  const anchor = document.createElement('a');
  anchor.href = mediaUrl(ticket.path);
  anchor.download = ticket.fileName;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
