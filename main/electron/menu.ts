import { Menu } from 'electron';

/**
 * No menu, and so none of its keys: reload, zoom, close and the rest belong to the console. macOS needs an application
 * menu to quit and to copy and paste; elsewhere the page's fields do that by themselves.
 */
export function setMinimalMenu(): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null);
}
