import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import type { ResponderAction } from '#shared/domain/dispatch-status.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import type { Waiting } from './press-queue.ts';

const ICONS: Record<ResponderAction, IconName> = { accept: 'check', refuse: 'cross-out', 'en-route': 'car', 'on-scene': 'pin', done: 'check' };
/** The state in which an action has happened, for the buttons that then tell it. */
const HAPPENED_IN: Record<ResponderAction, readonly ResponseView['state'][]> = {
  accept: ['accepted', 'en-route', 'on-scene', 'done'],
  refuse: ['refused'],
  'en-route': ['en-route', 'on-scene', 'done'],
  'on-scene': ['on-scene', 'done'],
  done: ['done'],
};

interface ActionButtonsProps {
  view: ResponseView;
  waiting: readonly Waiting[];
  onAct: (action: ResponderAction) => void;
  onRefuse: () => void;
}

/** Four buttons; once on scene the last one finishes. The next useful one is the primary. */
export function ActionButtons({ view, waiting, onAct, onRefuse }: ActionButtonsProps) {
  const { t } = useTranslation();
  const isOnScene = view.state === 'on-scene' || view.state === 'done';
  const shown: ResponderAction[] = ['accept', 'refuse', 'en-route', isOnScene ? 'done' : 'on-scene'];
  const primary = nextAction(view);
  return (
    <nav className="rp-buttons">
      {shown.map((action) => {
        const isWaiting = waiting.some((one) => one.kind === 'act' && one.action === action);
        const hasHappened = HAPPENED_IN[action].includes(view.state);
        const isOpen = view.actions.includes(action) && !isWaiting;
        const tone =
          isWaiting || hasHappened ? 'told' : action === primary ? 'primary' : action === 'refuse' && isOpen && view.state !== 'accepted' ? 'refuse' : '';
        const text = isWaiting ? t('response.waiting') : hasHappened ? t(`response.actionDone.${action}`) : t(`response.action.${action}`);
        return (
          <button
            key={action}
            type="button"
            data-action={action}
            className={`rp-button ${tone}`}
            disabled={!isOpen}
            onClick={() => (action === 'refuse' ? onRefuse() : onAct(action))}
          >
            <Icon name={isWaiting ? 'clock' : ICONS[action]} size="l" />
            {text}
          </button>
        );
      })}
    </nav>
  );
}

function nextAction(view: ResponseView): ResponderAction | null {
  if (view.state === 'accepted') return 'en-route';
  if (view.state === 'en-route') return 'on-scene';
  if (view.state === 'on-scene') return 'done';
  return view.actions.includes('accept') && view.state !== 'refused' ? 'accept' : null;
}
