import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { REFUSAL_CAUSES, ResponseView } from '#shared/contract/response.ts';
import type { ResponderAction } from '#shared/domain/dispatch-status.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { EndingPage } from './EndingPage.tsx';
import { FactList } from './FactList.tsx';
import { NameField } from './NameField.tsx';
import { OfflineNote, PageHeader } from './PageHeader.tsx';
import { PlaceMap } from './PlaceMap.tsx';
import { RefusalForm } from './RefusalForm.tsx';
import { SayForm } from './SayForm.tsx';
import { ScenePicture } from './ScenePicture.tsx';
import { StepBar } from './StepBar.tsx';
import { Summary } from './Summary.tsx';
import { silenceMs, useLink, usePageFormat, useResponderName, useSecond } from './use-page.ts';
import type { LinkState, ResponseLink } from './response-link.ts';

const SHORTEST_NAME = 2;

export function ResponsePage({ link }: { link: ResponseLink }) {
  const { t } = useTranslation();
  const state = useLink(link);
  if (state.ending) return <EndingPage ending={state.ending} />;
  if (!state.view) return <main className="rp rp-opening">{t('response.opening')}</main>;
  return <OpenPage link={link} state={state} view={state.view} />;
}

function OpenPage({ link, state, view }: { link: ResponseLink; state: LinkState; view: ResponseView }) {
  const { t } = useTranslation();
  const format = usePageFormat(view.timeZone);
  const now = useSecond() + state.clockOffsetMs;
  const [name, setName] = useResponderName();
  const [isRefusing, setRefusing] = useState(false);
  const [isNameMissing, setNameMissing] = useState(false);
  const silence = silenceMs(state);
  const hasName = name.trim().length >= SHORTEST_NAME;

  const act = (action: ResponderAction, cause?: (typeof REFUSAL_CAUSES)[number], message = '') => {
    setNameMissing(!hasName);
    if (!hasName) return;
    link.press({ kind: 'act', action, name: name.trim(), message, ...(cause ? { cause } : {}) });
    setRefusing(false);
  };
  const shared = { view, now, format };
  const nameField = <NameField name={name} onChange={setName} isMissing={isNameMissing && !hasName} />;

  return (
    <main className="rp">
      <title>{t('response.title', { number: view.number })}</title>
      <PageHeader {...shared} silenceMs={silence} />
      {silence !== null && <OfflineNote age={format.age(silence)} />}
      {state.isRefusedPress && (
        <p className="rp-note" role="alert">
          {t('response.notTaken')}
        </p>
      )}
      {isRefusing ? (
        <RefusalForm
          summary={<Summary view={view} />}
          nameField={nameField}
          onBack={() => setRefusing(false)}
          onRefuse={(cause, message) => act('refuse', cause, message)}
        />
      ) : (
        <>
          <ScenePicture {...shared} isStale={silence !== null} />
          <section className="rp-body">
            <Summary view={view} />
            <FactList {...shared} />
            {view.position && <PlaceMap view={view} position={view.position} />}
            <SayForm
              hasName={hasName}
              waiting={state.waiting}
              onSay={(message) => link.press({ kind: 'say', name: name.trim(), message })}
              onNameMissing={() => setNameMissing(true)}
            />
          </section>
          <div className="rp-foot">
            {nameField}
            <ActionButtons view={view} waiting={state.waiting} onAct={(action) => act(action)} onRefuse={() => setRefusing(true)} />
            <StepBar {...shared} waiting={state.waiting} />
          </div>
        </>
      )}
    </main>
  );
}
