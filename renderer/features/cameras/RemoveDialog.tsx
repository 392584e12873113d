import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { showToast } from '#renderer/ui/toast-store.ts';

/** Asked first: a camera that is removed is watched and recorded no more. */
export function RemoveDialog({ camera, onClose }: { camera: Pick<Camera, 'id' | 'number' | 'place'>; onClose: () => void }) {
  const { t } = useTranslation();
  const { number, place } = camera;
  const remove = useMutation(
    orpc.cameras.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: orpc.cameras.key() });
        showToast({ tone: 'plain', title: t('cameras.removed', { number }) });
        onClose();
      },
    }),
  );
  return (
    <Dialog
      title={t('cameras.removeTitle', { number })}
      onClose={onClose}
      footer={
        <>
          <Button keys="Esc" data-autofocus onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate({ id: camera.id })}>
            {t('cameras.removeIt', { number })}
          </Button>
        </>
      }
    >
      <p className="t2">{t('cameras.removeWhat', { place })}</p>
      {remove.error ? (
        <p className="s1 f12" role="alert">
          {t('cameras.notRemoved')}: {failureOf(remove.error, t).text}
        </p>
      ) : null}
    </Dialog>
  );
}
