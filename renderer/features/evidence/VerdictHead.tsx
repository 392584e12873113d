import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidencePackage } from '#shared/contract/evidence.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { useVerdicts, type GivenVerdict } from './verdict-store.ts';
import { hashGroups, namedPart, VERDICT_ICON, VERDICT_TONE, type VerdictTone } from './verdict.ts';

interface HeadProps {
  tone: VerdictTone | 'plain';
  icon: IconName;
  word: string;
  cause: ReactNode;
  facts?: readonly (readonly [string, ReactNode])[];
}

function Head({ tone, icon, word, cause, facts = [] }: HeadProps) {
  const { t } = useTranslation();
  return (
    <div className={`package-verdict ${tone}`} role="status">
      <Icon name={icon} className="package-verdict-mark" />
      <div className="sp">
        <p className="package-word">{word}</p>
        <p className="t2">{cause}</p>
      </div>
      {facts.length === 0 ? null : (
        <dl className="dl package-verdict-facts">
          {facts.map(([key, value]) => (
            <div key={key} className="package-fact">
              <dt>{t(`evidence.fact.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function useCause({ verification }: GivenVerdict): string {
  const { t } = useTranslation();
  const format = useFormat();
  const named = namedPart(verification);
  const sealed = verification.exportedAt === null ? t('common.state.unknown') : format.dateTime(verification.exportedAt);
  if ((verification.verdict === 'altered' || verification.verdict === 'incomplete') && named === null) return t(`evidence.causePlain.${verification.verdict}`);
  const cause = t(`evidence.cause.${verification.verdict}`, { sealed, part: named?.path ?? '', others: named?.others ?? 0 });
  return named === null || named.more === 0 ? cause : `${cause} ${t('evidence.cause.more', { count: named.more })}`;
}

function Given({ verdict }: { verdict: GivenVerdict }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cause = useCause(verdict);
  const { verification, checkedAt, tookMs } = verdict;
  const { exportedAt, exportedBy, signerFingerprint } = verification;
  const facts: (readonly [string, ReactNode])[] = [
    [
      'checked',
      <span key="checked" className="num">
        {t('evidence.checkedAt', { time: format.dateTime(checkedAt), age: format.age(tookMs) })}
      </span>,
    ],
    [
      'seal',
      signerFingerprint === null ? (
        t('evidence.fact.noSeal')
      ) : (
        <bdi key="seal" className="mono" title={signerFingerprint}>
          {hashGroups(signerFingerprint.slice(0, 16))} …
        </bdi>
      ),
    ],
    [
      'sealed',
      <span key="sealed" className="num">
        {exportedAt === null ? t('common.state.unknown') : format.dateTime(exportedAt)}
      </span>,
    ],
    ['by', <bdi key="by">{exportedBy ?? t('common.state.unknown')}</bdi>],
  ];
  return (
    <Head
      tone={VERDICT_TONE[verification.verdict]}
      icon={VERDICT_ICON[verification.verdict]}
      word={t(`evidence.verdict.${verification.verdict}`)}
      cause={cause}
      facts={facts}
    />
  );
}

function Checking({ since }: { since: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <Head
      tone="plain"
      icon="shield"
      word={t('evidence.checking')}
      cause={<span className="num">{t('evidence.checkingSince', { age: format.age(Math.max(0, now - since)) })}</span>}
    />
  );
}

/** The verdict in one word, its cause in one sentence; before that, how far the package is. */
export function VerdictHead({ pack }: { pack: EvidencePackage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const given = useVerdicts((state) => state.given.get(pack.id));
  const runningSince = useVerdicts((state) => state.running.get(pack.id));
  const failure = useVerdicts((state) => state.failed.get(pack.id));
  if (pack.state === 'failed') {
    return (
      <Head
        tone="s1"
        icon="cross-out"
        word={t('evidence.notMade')}
        cause={t(`errors.${pack.error ?? 'EVIDENCE_FAILED'}`, { defaultValue: t('errors.EVIDENCE_FAILED') })}
      />
    );
  }
  if (pack.state === 'waiting') return <Head tone="plain" icon="clock" word={t('evidence.state.waiting')} cause={t('evidence.waitingHint')} />;
  if (pack.state === 'running') {
    return (
      <Head
        tone="plain"
        icon="clock"
        word={t('evidence.beingMade')}
        cause={
          <span className="row">
            <progress max={1} value={pack.progress} aria-label={t('evidence.beingMade')} />
            <span className="num">{t('evidence.beingMadeHint', { share: format.percent(pack.progress) })}</span>
          </span>
        }
      />
    );
  }
  if (runningSince !== undefined) return <Checking since={runningSince} />;
  if (failure !== undefined)
    return <Head tone="s3" icon="warn" word={t('evidence.notChecked')} cause={`${t('evidence.checkFailed')}: ${failureOf(failure, t).text}`} />;
  if (given) return <Given verdict={given} />;
  return <Head tone="plain" icon="shield" word={t('evidence.notChecked')} cause={t('evidence.notCheckedHint')} />;
}
