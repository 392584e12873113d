import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvidencePackage } from '#shared/contract/evidence.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useMay } from '#renderer/api/session.ts';
import { hrefOf, navigate } from '#renderer/app/routes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { PackageParts } from './PackageParts.tsx';
import { takeOut } from './take-out.ts';
import { hashGroups } from './verdict.ts';
import { useVerdicts, useVerify } from './verdict-store.ts';
import { VerdictHead } from './VerdictHead.tsx';

function PackageFacts({ pack }: { pack: EvidencePackage }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className="dl package-facts">
      <dt>{t('evidence.fact.purpose')}</dt>
      <dd>
        <bdi>{pack.purpose || t('common.state.none')}</bdi>
      </dd>
      <dt>{t('evidence.fact.by')}</dt>
      <dd className="num">{t('evidence.by', { by: pack.createdBy, time: format.dateTime(pack.createdAt) })}</dd>
      {pack.sizeBytes === null ? null : (
        <>
          <dt>{t('evidence.fact.size')}</dt>
          <dd className="num">{format.bytes(pack.sizeBytes)}</dd>
        </>
      )}
      {pack.sha256 === null ? null : (
        <>
          <dt>{t('evidence.fact.hash')}</dt>
          <dd>
            <bdi dir="ltr" className="mono package-hash">
              {hashGroups(pack.sha256)}
            </bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

/** One package: what it is, whether it is still what was sealed, its parts. */
export function PackageView({ pack }: { pack: EvidencePackage }) {
  const { t } = useTranslation();
  const mayVerify = useMay('evidence.verify');
  const mayTakeOut = useMay('evidence.export');
  const isMade = pack.state === 'done';
  const verify = useVerify();
  const given = useVerdicts((state) => state.given.get(pack.id));
  const isChecking = useVerdicts((state) => state.running.has(pack.id));
  const download = useMutation({
    mutationFn: takeOut,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: orpc.evidence.custody.key() }),
    onError: (error) => void showToast({ tone: 's1', title: t('evidence.failed'), detail: failureOf(error, t).text }),
  });
  useKey('V', () => verify(pack.id), { labelKey: 'evidence.key.verify', enabled: mayVerify && isMade });
  useKey('D', () => download.mutate(pack.id), { labelKey: 'evidence.key.download', enabled: mayTakeOut && isMade });
  useKey('O', () => navigate('incidents', pack.incidentId), { labelKey: 'evidence.key.incident' });
  return (
    <section className="col panel package" aria-label={t('evidence.chosen')}>
      <div className="ph">
        <h2 className="el">{pack.fileName ?? t('evidence.titleOf', { incident: pack.incidentNumber })}</h2>
        <span className="end row">
          <a className="btn s" href={hrefOf('incidents', pack.incidentId)}>
            <Icon name="incident" size="s" />
            <span>{pack.incidentNumber}</span>
            <Kbd keys="O" />
          </a>
          {isMade && mayTakeOut ? (
            <Button small icon="download" keys="D" disabled={download.isPending} onClick={() => download.mutate(pack.id)}>
              {t('common.action.download')}
            </Button>
          ) : null}
          {isMade && mayVerify ? (
            <Button small kind="primary" icon="shield" keys="V" disabled={isChecking} onClick={() => verify(pack.id)}>
              {t(given ? 'evidence.verifyAgain' : 'common.action.verify')}
            </Button>
          ) : null}
        </span>
      </div>
      <VerdictHead pack={pack} />
      <PackageFacts pack={pack} />
      {given && isMade ? <PackageParts verification={given.verification} /> : null}
      {!given && isMade ? <p className="pb t3 f12">{t('evidence.partsLater')}</p> : null}
    </section>
  );
}
