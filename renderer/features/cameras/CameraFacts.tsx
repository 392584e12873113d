import { useTranslation } from 'react-i18next';
import type { Camera, ProfileRole } from '#shared/contract/cameras.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/ticker.ts';
import { codecName, pictureSize } from './register.ts';
import { ReasonText, StateWord } from './StateWord.tsx';

function usePlainFacts(camera: Camera): [string, string][] {
  const { t } = useTranslation();
  const { position, azimuthDeg, fovDeg, heightM } = camera;
  const looks = (): string => {
    if (azimuthDeg === null) return '';
    const azimuth = Math.round(azimuthDeg);
    return fovDeg === null ? t('cameras.looksOnly', { azimuth }) : t('cameras.looks', { azimuth, fov: Math.round(fovDeg) });
  };
  const stream = (role: ProfileRole): string => {
    const profile = camera.profiles.find((each) => each.role === role);
    if (!profile) return '';
    const values = { size: pictureSize(profile), codec: codecName(profile.codec) };
    return profile.framesPerSecond === null ? t('cameras.streamNoRate', values) : t('cameras.stream', { ...values, fps: profile.framesPerSecond });
  };
  return [
    ['district', camera.district],
    ['position', position === null ? '' : `${position.lat.toFixed(5)}, ${position.lng.toFixed(5)}`],
    ['looks', looks()],
    ['height', heightM === null ? '' : t('common.unit.metre', { n: heightM })],
    ['recorded', t(camera.isRecorded ? 'cameras.recorded.yes' : 'cameras.recorded.no')],
    ['ptz', t(camera.hasPtz ? 'cameras.recorded.yes' : 'cameras.recorded.no')],
    ['main', stream('main')],
    ['sub', stream('sub')],
    ['model', `${camera.maker} ${camera.model}`.trim()],
    ['serial', camera.serial],
    ['firmware', camera.firmware],
    ['address', camera.address],
    ['endpoint', camera.endpoint],
  ];
}

/** Everything the register knows of a camera. */
export function CameraFacts({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const facts = usePlainFacts(camera);
  return (
    <dl className="dl pb">
      <dt>{t('cameras.fact.state')}</dt>
      <dd>
        <StateWord state={camera.state} />{' '}
        <span className="num t3">
          {t('cameras.sinceFor', { state: format.timeOrDate(camera.stateSince, now), age: format.age(Math.max(0, now - camera.stateSince)) })}
        </span>
      </dd>
      {camera.stateReason === null ? null : (
        <>
          <dt>{t('cameras.fact.reason')}</dt>
          <dd>
            <ReasonText camera={camera} />
          </dd>
        </>
      )}
      {facts.map(([key, value]) => (
        <div key={key} className="fact-row">
          <dt>{t(`cameras.fact.${key}`)}</dt>
          <dd>{value === '' ? <span className="t3">{t('common.state.unknown')}</span> : <bdi className="fact-value">{value}</bdi>}</dd>
        </div>
      ))}
    </dl>
  );
}
