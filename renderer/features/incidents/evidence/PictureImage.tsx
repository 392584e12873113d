import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Picture } from '#shared/contract/incidents.ts';
import { mediaUrl, orpc } from '#renderer/api/client.ts';
import { useFormat } from '#renderer/ui/format.ts';

/** A kept picture behind its ticket. A ticket that has run out is fetched anew once. */
export function PictureImage({ picture }: { picture: Picture }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ticket = useQuery(orpc.incidents.pictureTicket.queryOptions({ input: { id: picture.id }, staleTime: 5 * 60_000 }));
  const label = t('evidence.pictureOf', { camera: picture.cameraNumber, time: format.dateTime(picture.takenAt) });
  if (ticket.data === undefined) {
    return (
      <span className="no-picture f11 t3" role="img" aria-label={label}>
        {ticket.isError ? t('evidence.noPicture') : null}
      </span>
    );
  }
  return (
    <img
      src={mediaUrl(ticket.data.path)}
      alt={label}
      width={picture.width}
      height={picture.height}
      draggable={false}
      onError={() => {
        if (ticket.data.expiresAt < Date.now()) void ticket.refetch();
      }}
    />
  );
}
