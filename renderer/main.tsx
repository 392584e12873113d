import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { hostLink } from './api/client.ts';
import { connect } from './api/transports.ts';
import { App } from './app/App.tsx';
import { startI18n } from './app/i18n.ts';
import { setTheme, usePreferences } from './app/preferences.ts';
import { listenForKeys } from './ui/keys/key-registry.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/components.css';
import './app/app.css';

setTheme(usePreferences.getState().theme);
await startI18n();
connect(hostLink);
listenForKeys(window);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
