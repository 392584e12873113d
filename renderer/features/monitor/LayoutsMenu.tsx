import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Layout } from '#shared/contract/wall.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { Menu, type MenuItem } from '#renderer/ui/Menu.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

interface LayoutsMenuProps {
  layouts: readonly Layout[];
  currentName: string;
  onUse: (layout: Layout) => void;
  onSaveAs: (name: string) => void;
}

/** Takes a saved layout, or saves this one under a name. */
export function LayoutsMenu({ layouts, currentName, onUse, onSaveAs }: LayoutsMenuProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [newName, setNewName] = useState<string | null>(null);
  useKey('L', () => setIsOpen((before) => !before), { labelKey: 'monitor.layouts.title' });
  const named = layouts.filter((layout) => layout.name !== '');
  const items: MenuItem[] = [
    ...named.map((layout): MenuItem => ({ id: layout.id, label: layout.name, icon: 'grid', on: layout.name === currentName, run: () => onUse(layout) })),
    { id: 'save', label: t('monitor.layouts.saveAs'), icon: 'plus', startsGroup: named.length > 0, run: () => setNewName('') },
  ];
  const save = (): void => {
    if (newName === null || newName.trim() === '') return;
    onSaveAs(newName.trim());
    setNewName(null);
  };
  return (
    <div className="layouts-menu">
      <Button icon="grid" keys="L" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {currentName === '' ? t('monitor.layouts.unnamed') : currentName}
      </Button>
      {isOpen ? <Menu label={t('monitor.layouts.title')} items={items} onClose={() => setIsOpen(false)} /> : null}
      {newName === null ? null : (
        <Dialog
          title={t('monitor.layouts.saveAs')}
          onClose={() => setNewName(null)}
          footer={
            <>
              <Button onClick={() => setNewName(null)}>{t('common.action.cancel')}</Button>
              <Button kind="primary" disabled={newName.trim() === ''} onClick={save}>
                {t('common.action.save')}
              </Button>
            </>
          }
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <TextField label={t('monitor.layouts.name')} value={newName} onChange={setNewName} maxLength={60} data-autofocus="" />
          </form>
        </Dialog>
      )}
    </div>
  );
}
