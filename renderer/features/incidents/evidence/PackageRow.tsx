import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvidencePackage, Verification } from '#shared/contract/evidence.ts';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { takeOut } from '#renderer/features/evidence/take-out.ts';
import { VERDICT_ICON, VERDICT_TONE } from '#renderer/features/evidence/verdict.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { showToast } from '#renderer/ui/toast-store.ts';

function VerdictBox({ result }: { result: Verification }) {
  const { t } = useTranslation();
  const wrong = result.parts.filter((part) => part.result !== 'ok');
  const good = result.parts.length - wrong.length;
  return (
    <div className={`verdict ${VERDICT_TONE[result.verdict]}`} role="status">
      <Icon name={VERDICT_ICON[result.verdict]} size="l" />
      <b>{t(`evidence.verdict.${result.verdict}`)}</b>
      <span className="f12 t2">
        {t('evidence.partsMatch', { good, all: result.parts.length })}
        {wrong.map((part) => (
          <span key={part.path} className="verdict-part">
            <bdi className="mono">{part.path}</bdi> {t(`evidence.part.${part.result}`)} {part.detail}
          </span>
        ))}
      </span>
    </div>
  );
}

function Progress({ pack }: { pack: EvidencePackage }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (pack.state === 'failed') return <Badge tone="s1">{t('evidence.state.failed')}</Badge>;
  if (pack.state === 'done') return <span className="t2 num">{format.bytes(pack.sizeBytes ?? 0)}</span>;
  return (
    <span className="row pack-progress">
      <progress max={1} value={pack.progress} aria-label={t('evidence.state.running')} />
      <span className="num t2">{pack.state === 'waiting' ? t('evidence.state.waiting') : format.percent(pack.progress)}</span>
    </span>
  );
}

/** One package: how far it is, then what it is, and whether it is still what it was. */
export function PackageRow({ pack, mayDownload }: { pack: EvidencePackage; mayDownload: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = (error: unknown): void => void showToast({ tone: 's1', title: t('evidence.failed'), detail: failureOf(error, t).text });
  const verify = useMutation(orpc.evidence.verify.mutationOptions({ onError: failed }));
  const fetchFile = useMutation({ mutationFn: takeOut, onError: failed });
  return (
    <div className="pack">
      <div className="row f12">
        <Icon name="shield" size="s" />
        <span className="m el">{pack.fileName ?? t('evidence.package')}</span>
        <span className="t3 el">{t('evidence.by', { by: pack.createdBy, time: format.dateTime(pack.createdAt) })}</span>
        <span className="sp" />
        <Progress pack={pack} />
        {pack.state === 'done' ? (
          <>
            <Button small disabled={verify.isPending} onClick={() => verify.mutate({ id: pack.id })}>
              {t('common.action.verify')}
            </Button>
            {mayDownload ? (
              <Button small icon="download" onClick={() => fetchFile.mutate(pack.id)}>
                {t('common.action.download')}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      {pack.state === 'failed' && pack.error !== null ? <p className="f12 s1">{t(`errors.${pack.error}`, { defaultValue: pack.error })}</p> : null}
      {pack.sha256 === null ? null : (
        <p className="f12 t3">
          SHA-256 <bdi className="mono pack-hash">{pack.sha256}</bdi>
        </p>
      )}
      {verify.data ? <VerdictBox result={verify.data} /> : null}
    </div>
  );
}
